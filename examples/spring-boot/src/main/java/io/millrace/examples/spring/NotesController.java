package io.millrace.examples.spring;

import io.millrace.PipelineEngine;
import io.millrace.PipelineRun;
import io.millrace.RunRequest;
import io.millrace.file.NewFile;
import io.millrace.pipeline.Pipeline;
import io.millrace.variable.Selector;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Takes files, streams the events of their run, and searches. */
@RestController
class NotesController {
  private static final Pipeline NOTES =
      Pipeline.builder("Notes")
          .datasource("file")
          .localFile("md", "txt", "pdf", "docx")
          .documentExtractor("extract", Selector.of("file", "file"))
          .generalChunker("chunk")
          .mixed("input_variable", "{{#extract.text#}}")
          .constant("delimiter", "\\n\\n")
          .constant("max_chunk_length", 500)
          .add()
          .knowledgeIndex("index")
          .chunks(Selector.of("chunk", "result"))
          .economy()
          .chain("file", "extract", "chunk", "index")
          .build();

  private final PipelineEngine engine;
  private final Map<String, PipelineRun> runs = Collections.synchronizedMap(new Latest());

  /** The last runs, so that a browser that asks late still sees how its run went. */
  private static final class Latest extends LinkedHashMap<String, PipelineRun> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, PipelineRun> eldest) {
      return size() > 100;
    }
  }

  NotesController(PipelineEngine engine) {
    this.engine = engine;
  }

  /** Begins a run and says where its events are. */
  @PostMapping("/notes")
  Map<String, String> add(@RequestParam("file") MultipartFile file) throws IOException {
    String name = Objects.requireNonNullElse(file.getOriginalFilename(), "note.txt");
    String reference;
    try (InputStream content = file.getInputStream()) {
      reference =
          Objects.requireNonNull(
              engine
                  .files()
                  .save(NewFile.upload(name, file.getContentType()), content)
                  .reference());
    }
    PipelineRun run = engine.start(RunRequest.of(NOTES).upload(reference, name).build());
    runs.put(run.runId(), run);
    return Map.of("run", run.runId(), "events", "/runs/" + run.runId() + "/events");
  }

  /** Streams the events of a run from its first one, however late the browser asks. */
  @GetMapping("/runs/{id}/events")
  SseEmitter events(@PathVariable("id") String id) {
    PipelineRun run = runs.get(id);
    if (run == null) {
      throw new ResponseStatusException(
          HttpStatus.NOT_FOUND, "No run " + id + " is known; the last hundred are");
    }
    SseEmitter emitter = new SseEmitter(0L);
    run.events().subscribe(new EventsToBrowser(emitter));
    return emitter;
  }

  /** Returns the texts that answer a question best. */
  @GetMapping("/search")
  List<String> search(@RequestParam("question") String question) {
    return engine.search("Notes", question).records().stream()
        .map(record -> record.segment().content())
        .toList();
  }
}

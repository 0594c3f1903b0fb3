package io.millrace.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.PipelineEngine;
import io.millrace.RunRequest;
import io.millrace.RunResult;
import io.millrace.event.PipelineEvent;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineBuilder;
import io.millrace.variable.Selector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs one node in the middle of a pipeline: file, text of it, the node {@code n}, its answer. */
final class NodeRun implements AutoCloseable {
  private final Queue<PipelineEvent> events = new ConcurrentLinkedQueue<>();
  private final Path documents;
  private final PipelineEngine engine;

  NodeRun(Path folder, UnaryOperator<PipelineEngine.Builder> settings) {
    documents = folder.resolve("documents");
    try {
      Files.createDirectories(documents);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    engine =
        settings
            .apply(PipelineEngine.builder().discover())
            .allowFiles(documents)
            .addListener(events::add)
            .build();
  }

  PipelineEngine engine() {
    return engine;
  }

  List<PipelineEvent> events() {
    return List.copyOf(events);
  }

  /** Runs the node over a text file and returns how it ended. */
  PipelineEvent.NodeFinished run(String type, Map<String, ?> data, String text) {
    return run(type, data, "note.txt", text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  PipelineEvent.NodeFinished run(String type, Map<String, ?> data, String name, byte[] content) {
    events.clear();
    result(pipeline(type, data, UnaryOperator.identity()), name, content);
    return finished("n");
  }

  RunResult result(Pipeline pipeline, String name, byte[] content) {
    try {
      Path file = Files.write(documents.resolve(name), content);
      return engine.run(RunRequest.of(pipeline).file(file).draft().build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(documents.resolve(name), text);
  }

  /** Returns the pipeline whose middle is the node; {@code more} may lead it elsewhere. */
  static Pipeline pipeline(String type, Map<String, ?> data, UnaryOperator<PipelineBuilder> more) {
    PipelineBuilder builder =
        Pipeline.builder("One node")
            .datasource("file")
            .localFile("txt", "png", "md")
            .node(
                "extract",
                "document-extractor",
                Map.of(
                    "variable_selector",
                    List.of("file", "file"),
                    "error_strategy",
                    "default-value",
                    "default_value",
                    List.of(Map.of("key", "text", "type", "string", "value", "a picture"))))
            .node("n", type, data)
            .generalChunker("chunk")
            .mixed("input_variable", "{{#extract.text#}}")
            .constant("delimiter", "\\n\\n")
            .constant("max_chunk_length", 500)
            .add()
            .knowledgeIndex("index")
            .chunks(Selector.of("chunk", "result"))
            .economy();
    return more.apply(builder).chain("file", "extract", "n", "chunk", "index").build();
  }

  PipelineEvent.NodeFinished finished(String nodeId) {
    List<PipelineEvent.NodeFinished> found =
        events.stream()
            .filter(PipelineEvent.NodeFinished.class::isInstance)
            .map(PipelineEvent.NodeFinished.class::cast)
            .filter(event -> event.node().nodeId().equals(nodeId))
            .toList();
    assertThat(found).as("ends of node %s in %s", nodeId, events).hasSize(1);
    return found.get(0);
  }

  static @Nullable Object output(PipelineEvent.NodeFinished finished, String name) {
    return finished.report().outputs().get(name);
  }

  static Map<?, ?> object(PipelineEvent.NodeFinished finished, String name) {
    return (Map<?, ?>) Objects.requireNonNull(output(finished, name), name);
  }

  static List<?> list(PipelineEvent.NodeFinished finished, String name) {
    return (List<?>) Objects.requireNonNull(output(finished, name), name);
  }

  @Override
  public void close() {
    engine.close();
  }
}

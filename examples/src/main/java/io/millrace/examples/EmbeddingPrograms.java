package io.millrace.examples;

import com.google.common.collect.ImmutableList;
import io.millrace.PipelineEngine;
import io.millrace.PipelineRun;
import io.millrace.RunRequest;
import io.millrace.RunResult;
import io.millrace.event.PipelineEvent;
import io.millrace.event.PipelineListener;
import io.millrace.knowledge.RetrievalResult;
import io.millrace.knowledge.RetrievalSettings;
import io.millrace.knowledge.RetrievalSettings.Reranking;
import io.millrace.knowledge.RetrievalSettings.SearchMethod;
import io.millrace.model.ModelId;
import io.millrace.model.langchain4j.LangChain4jEmbeddingProvider;
import io.millrace.pipeline.DegradationReport;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineInspection;
import io.millrace.pipeline.PipelineReader;
import io.millrace.variable.Selector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The programs of docs/embedding.md. */
public final class EmbeddingPrograms {
  private EmbeddingPrograms() {}

  /** Reads a file and says all that is wrong with it, then how it would run here. */
  public static List<String> check(Path file) {
    PipelineInspection inspection = new PipelineReader().inspect(file);
    ImmutableList.Builder<String> findings = ImmutableList.builder();
    inspection.problems().forEach(problem -> findings.add(problem.toString()));
    try (PipelineEngine engine = PipelineEngine.create()) {
      inspection
          .pipeline()
          .map(pipeline -> DegradationReport.of(pipeline, engine.capabilities()))
          .ifPresent(report -> report.entries().forEach(e -> findings.add(e.toString())));
    }
    return findings.build();
  }

  /** Makes a pipeline in code. */
  public static Pipeline build() {
    return Pipeline.builder("Notes")
        .datasource("file")
        .localFile("md", "txt")
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
  }

  /** Makes an engine with a store, limits and the host's own embedding model. */
  public static PipelineEngine engine(
      Path store, Path documents, dev.langchain4j.model.embedding.EmbeddingModel model) {
    return PipelineEngine.builder()
        .discover()
        .store(store)
        .allowFiles(documents)
        .addEmbeddings(
            LangChain4jEmbeddingProvider.builder()
                .map(new ModelId("langgenius/openai/openai", "text-embedding-3-small"), model)
                .build())
        .maxItemsInFlight(8)
        .maxTime(Duration.ofMinutes(5))
        .nodeTimeout(Duration.ofMinutes(1))
        .build();
  }

  /** Tells a listener of every item that ends, in every run. */
  public static PipelineEngine.Builder listen(Consumer<String> log) {
    return PipelineEngine.builder()
        .discover()
        .addListener(
            PipelineListener.on(
                PipelineEvent.ItemFinished.class,
                item -> log.accept(item.outcome().name() + ": " + item.outcome().status())));
  }

  /** Starts a run, watches it, and waits for its end. */
  public static RunResult stream(
      PipelineEngine engine, RunRequest request, Consumer<String> lines) {
    PipelineRun run = engine.start(request);
    run.events().subscribe(new EventLines(lines));
    return run.result().join();
  }

  /** Makes an engine whose plugins come from a class loader of their own. */
  public static PipelineEngine engineWithPluginsOf(ClassLoader plugins) {
    return PipelineEngine.builder().discover(plugins).build();
  }

  /** Searches by words alone, whatever the method of the knowledge base is. */
  public static RetrievalResult search(PipelineEngine engine, String knowledgeBase, String query) {
    return engine.search(
        knowledgeBase,
        query,
        new RetrievalSettings(SearchMethod.FULL_TEXT_SEARCH, 5, null, Reranking.NONE, null));
  }
}

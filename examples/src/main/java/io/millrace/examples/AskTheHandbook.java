package io.millrace.examples;

import io.millrace.PipelineEngine;
import io.millrace.RunRequest;
import io.millrace.RunResult;
import io.millrace.event.PipelineEvent;
import io.millrace.event.PipelineListener;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineReader;
import java.nio.file.Path;
import java.time.Duration;

/** A whole program: fills a knowledge base from a folder and answers one question. */
public final class AskTheHandbook {
  private AskTheHandbook() {}

  /**
   * Runs it.
   *
   * @param arguments a pipeline file, a folder of documents, a folder for the store, a question
   */
  public static void main(String[] arguments) {
    Path documents = Path.of(arguments[1]);
    PipelineEngine engine =
        PipelineEngine.builder()
            .discover()
            .store(Path.of(arguments[2]))
            .allowFiles(documents)
            .addListener(
                PipelineListener.on(
                    PipelineEvent.ItemFinished.class,
                    item -> System.out.println(item.outcome().name())))
            .build();
    Thread closing = new Thread(() -> engine.close(Duration.ofSeconds(5)));
    Runtime.getRuntime().addShutdownHook(closing);

    try (engine) {
      Pipeline pipeline = new PipelineReader().read(Path.of(arguments[0]));
      RunResult result = engine.run(RunRequest.of(pipeline).file(documents).build());
      System.out.println(result.counts().succeeded() + " documents are in the knowledge base");
      engine
          .search(pipeline.name(), arguments[3])
          .records()
          .forEach(record -> System.out.println(record.segment().content()));
    }
  }
}

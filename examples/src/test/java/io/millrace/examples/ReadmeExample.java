package io.millrace.examples;

import io.millrace.PipelineEngine;
import io.millrace.RunRequest;
import io.millrace.event.PipelineEvent.ItemFinished;
import io.millrace.event.PipelineListener;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineReader;
import java.nio.file.Path;

/** The program of the README. */
final class ReadmeExample {
  private ReadmeExample() {}

  static void run(Path pipelineFile, Path docs, Path store) {
    Pipeline pipeline = new PipelineReader().read(pipelineFile);
    try (var engine = PipelineEngine.builder().discover().store(store).allowFiles(docs).build()) {
      engine.subscribe(PipelineListener.on(ItemFinished.class, System.out::println));
      engine.run(RunRequest.of(pipeline).file(docs).build());
      for (var found : engine.search("Mill handbook", "What to do in a flood?").records()) {
        System.out.println(found.segment().content());
      }
    }
  }
}

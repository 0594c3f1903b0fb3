package io.millrace.examples;

import io.millrace.PipelineEngine;
import io.millrace.pipeline.Pipeline;
import io.millrace.server.MillraceServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Programs that serve an engine of their own over HTTP. */
public final class ServingPrograms {
  private ServingPrograms() {}

  /** Serves a pipeline for as long as {@code whileServing} takes. */
  public static void serve(Path dir, Pipeline pipeline, Consumer<URI> whileServing) {
    try (PipelineEngine engine = PipelineEngine.builder().discover().store(dir).build();
        MillraceServer server = MillraceServer.builder(engine).directory(dir).port(0).start()) {
      server.serve(pipeline);
      whileServing.accept(server.uri());
    }
  }
}

package io.millrace.cli;

import io.millrace.PipelineEngine;
import io.millrace.pipeline.Pipeline;
import io.millrace.server.MillraceServer;
import io.millrace.server.key.ApiKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a store over HTTP. */
@Command(
    name = "serve",
    description = "Serves the store over HTTP, as Dify's knowledge API does.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Each option may also stand in the configuration file (port = 8080) or in the environment"
          + " (MILLRACE_PORT=8080). The command line wins over the environment, that over the file."
          + " There --credential and --setting are credential.KEY = VALUE and setting.NAME = VALUE."
    })
final class ServeCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  CommandSpec spec;

  @Option(names = "--port", paramLabel = "N", description = "Port; 0 for any (default: 8080).")
  @Nullable String port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on; others than 127.0.0.1, the default, need a key.")
  @Nullable String host;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "Directory of the knowledge bases; made when missing (default: .millrace).")
  @Nullable String store;

  @Option(
      names = "--pipeline",
      paramLabel = "FILE",
      description = "A pipeline file to publish at the start; may be repeated.")
  List<String> pipelines = List.of();

  @Option(
      names = "--allow-files",
      paramLabel = "DIR",
      description = "Files below it may be run by path, without upload; may be repeated.")
  List<String> allowFiles = List.of();

  @Option(names = "--parallel", paramLabel = "N", description = "Items of a run at once (4).")
  @Nullable String parallel;

  @Option(
      names = "--max-body-mb",
      paramLabel = "MB",
      description = "Largest body that is no upload (default: 20).")
  @Nullable String maxBodyMb;

  @Option(
      names = "--max-upload-mb",
      paramLabel = "MB",
      description = "Largest upload that is neither picture, sound nor film (default: 15).")
  @Nullable String maxUploadMb;

  @Option(
      names = "--max-calls-per-key",
      paramLabel = "N",
      description = "Calls that one key may have under way (default: 4096).")
  @Nullable String maxCallsPerKey;

  @Option(
      names = "--published-answer",
      paramLabel = "HOW",
      description =
          "How published runs are answered: run (the default), as their response_mode asks, or"
              + " batch, at once with the documents to come, as Dify's servers do.")
  @Nullable String publishedAnswer;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description = "Where clients reach the server, for links to files; behind a proxy.")
  @Nullable String publicUrl;

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      description = "How long runs may finish when the server is stopped (default: 30).")
  @Nullable String grace;

  @Option(names = "--config", paramLabel = "FILE", description = "A configuration file.")
  @Nullable Path config;

  @Option(names = "--print-config", description = "Print what would be used, and end.")
  boolean printConfig;

  @Mixin AccessOptions access = new AccessOptions();

  @Mixin ModelsOption models = new ModelsOption();

  @Override
  public Integer call() throws IOException {
    ServeConfig settings = settings();
    PrintWriter out = spec.commandLine().getOut();
    if (printConfig) {
      settings.print(out);
      out.flush();
      return ExitCodes.SUCCEEDED;
    }
    Path directory = Path.of(settings.text("store"));
    List<Pipeline> files =
        settings.list("pipeline").stream().map(Path::of).map(PipelineFiles::read).toList();
    PipelineEngine.Builder builder =
        PipelineEngine.builder()
            .discover()
            .store(directory)
            .maxItemsInFlight(settings.number("parallel"));
    settings.list("allow-files").forEach(folder -> builder.allowFiles(Path.of(folder)));
    access.privateHosts = settings.list("allow-private");
    access.credential = settings.group(ServeConfig.CREDENTIAL);
    access.settings = settings.group(ServeConfig.SETTING);
    access.apply(builder);
    models.file = Path.of(settings.text("models"));
    models.addTo(builder);
    try (PipelineEngine engine = builder.build();
        MillraceServer server = settings.apply(MillraceServer.builder(engine)).start()) {
      for (Pipeline pipeline : files) {
        out.printf("%s  %s%n", server.serve(pipeline), pipeline.name());
      }
      out.printf("Serving %s on %s/v1%n", directory, server.uri());
      if (ApiKeys.of(directory).list().isEmpty()) {
        out.println("There is no key: everybody on this machine may use it. See: millrace keys");
      }
      out.flush();
      awaitStop(server, Duration.ofSeconds(settings.number("grace")));
    }
    return ExitCodes.SUCCEEDED;
  }

  private ServeConfig settings() throws IOException {
    return ServeConfig.read(config, System.getenv())
        .with("port", port)
        .with("host", host)
        .with("store", store)
        .with("pipeline", pipelines)
        .with("allow-files", allowFiles)
        .with("allow-private", access.privateHosts)
        .with("models", namedModels())
        .with(ServeConfig.CREDENTIAL, access.credential)
        .with(ServeConfig.SETTING, access.settings)
        .with("parallel", parallel)
        .with("max-body-mb", maxBodyMb)
        .with("max-upload-mb", maxUploadMb)
        .with("max-calls-per-key", maxCallsPerKey)
        .with("published-answer", publishedAnswer)
        .with("public-url", publicUrl)
        .with("grace", grace);
  }

  /** The file that the command line names: without it, the option has that of the environment. */
  private @Nullable String namedModels() {
    return spec.commandLine().getParseResult().hasMatchedOption("--models")
        ? String.valueOf(models.file)
        : null;
  }

  /** Returns when the process is told to end, or this thread is interrupted. */
  private static void awaitStop(MillraceServer server, Duration grace) {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              told.countDown();
              try {
                var unused =
                    closed.await(grace.toSeconds() + 15, java.util.concurrent.TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "millrace-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      told.await();
    } catch (InterruptedException e) {
      Runtime.getRuntime().removeShutdownHook(hook);
      Thread.currentThread().interrupt();
    }
    boolean interrupted = Thread.interrupted();
    try {
      server.close(grace);
    } finally {
      closed.countDown();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

package io.millrace.cli;

import io.millrace.PipelineEngine;
import io.millrace.PipelineRun;
import io.millrace.RunRequest;
import io.millrace.RunResult;
import io.millrace.datasource.DatasourceType;
import io.millrace.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a pipeline over files, pages or objects. */
@Command(
    name = "run",
    description = "Runs a pipeline file over documents and stores what it makes.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every item succeeded",
      "1:no item did",
      "2:the command line, the pipeline file or the request cannot be used",
      "3:some items succeeded"
    })
final class RunCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  CommandSpec spec;

  @Parameters(index = "0", paramLabel = "PIPELINE", description = "A .pipeline file.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  Path pipelineFile;

  @Parameters(
      index = "1..*",
      paramLabel = "ITEMS",
      description =
          "What to process: files, folders or globs; addresses of web pages; ids or addresses of"
              + " documents; objects of a drive, such as s3://bucket/folder/ - as the datasource"
              + " node that the run starts at takes them.")
  List<String> items = List.of();

  @Option(
      names = "--items",
      paramLabel = "FILE",
      description =
          "Further items from a file, one JSON object a line, such as the output of crawl --json;"
              + " - reads standard input.")
  @Nullable String itemsFile;

  @Option(
      names = "--request",
      paramLabel = "FILE",
      description = "A JSON file in the form of Dify's run request, instead of ITEMS.")
  @Nullable Path requestFile;

  @Option(
      names = "--start",
      paramLabel = "NODE",
      description = "Id of the datasource node to start at, where there are several.")
  @Nullable String startNode;

  @Option(
      names = "--input",
      paramLabel = "NAME=VALUE",
      description = "Value of one of the pipeline's inputs; may be repeated.")
  Map<String, String> inputs = new LinkedHashMap<>();

  @Option(
      names = "--kb",
      paramLabel = "NAME",
      description = "Name of the knowledge base (default: the pipeline's own name).")
  @Nullable String knowledgeBase;

  @Option(
      names = "--drive",
      paramLabel = "PROVIDER",
      description =
          "Read the items from this drive, whatever drive the pipeline was drawn with; see"
              + " 'millrace drives'.")
  @Nullable String drive;

  @Option(names = "--draft", description = "Only preview: store nothing.")
  boolean draft;

  @Option(
      names = "--events",
      paramLabel = "FORM",
      defaultValue = "none",
      description = "Events on standard output: ${COMPLETION-CANDIDATES} (default: none).")
  EventOutput events = EventOutput.NONE;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "4",
      description = "Items processed at once (default: ${DEFAULT-VALUE}).")
  int parallel = 4;

  @Mixin StoreOption store = new StoreOption();

  @Mixin AccessOptions access = new AccessOptions();

  @Mixin ModelsOption models = new ModelsOption();

  @Override
  public Integer call() throws IOException {
    Pipeline pipeline = PipelineFiles.read(pipelineFile);
    DatasourceType type =
        drive != null ? DatasourceType.ONLINE_DRIVE : ItemArguments.typeOf(pipeline, startNode);
    RunRequest request = request(pipeline, type);
    try (PipelineEngine engine = engine(type)) {
      PipelineRun run = engine.start(request);
      Thread stopper = new Thread(run::cancel, "millrace-stop");
      Runtime.getRuntime().addShutdownHook(stopper);
      try (RunDisplay display = RunDisplay.of(spec.commandLine(), events, run)) {
        RunResult result = run.result().join();
        display.summary(result);
        return ExitCodes.of(result.status());
      } finally {
        removeHook(stopper);
      }
    }
  }

  private static void removeHook(Thread stopper) {
    try {
      Runtime.getRuntime().removeShutdownHook(stopper);
    } catch (IllegalStateException shuttingDown) {
      stopper.setDaemon(true);
    }
  }

  private PipelineEngine engine(DatasourceType type) throws IOException {
    PipelineEngine.Builder builder =
        PipelineEngine.builder().discover().maxItemsInFlight(Math.max(1, parallel));
    access.apply(builder);
    if (type == DatasourceType.LOCAL_FILE) {
      items.forEach(item -> builder.allowFiles(Path.of(item)));
    }
    if (drive != null) {
      builder.readThrough(DatasourceType.ONLINE_DRIVE, drive);
      String root = access.credential.get("root");
      if (root != null) {
        builder.allowFiles(Path.of(root));
      }
    }
    models.addTo(builder);
    if (!draft) {
      builder.store(store.directory);
    }
    return builder.build();
  }

  private RunRequest request(Pipeline pipeline, DatasourceType type) throws IOException {
    boolean named = !items.isEmpty() || itemsFile != null;
    if (requestFile != null && named) {
      throw new BadInputException("Give either ITEMS or --request, not both");
    }
    if (requestFile != null) {
      return RunRequest.fromJson(pipeline, Files.readString(requestFile))
          .inputs(inputs)
          .knowledgeBase(knowledgeBase)
          .build();
    }
    if (!named) {
      throw new BadInputException(
          "Nothing to process: name files, folders or globs after the pipeline, or --items, or a"
              + " --request");
    }
    RunRequest.Builder request =
        RunRequest.of(pipeline)
            .startAt(startNode)
            .datasourceType(type)
            .inputs(inputs)
            .published(!draft)
            .knowledgeBase(knowledgeBase);
    for (String item : items) {
      ItemArguments.add(request, type, item);
    }
    if (itemsFile != null) {
      ItemArguments.addAll(request, itemsFile);
    }
    return request.build();
  }
}

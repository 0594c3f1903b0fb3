package io.millrace.cli;

import io.millrace.PipelineEngine;
import io.millrace.PipelineRun;
import io.millrace.RunRequest;
import io.millrace.RunResult;
import io.millrace.datasource.DatasourceType;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineVariable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private static final int STOP_SECONDS = 10;

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
      names = "--allow-files",
      paramLabel = "DIR",
      description =
          "Files below it may be named by path in --request and --items; may be repeated.")
  List<Path> allowedFolders = List.of();

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
    if (drive != null) {
      DrivesCommand.check(drive);
    }
    Pipeline pipeline = PipelineFiles.read(pipelineFile);
    DatasourceType type =
        drive != null ? DatasourceType.ONLINE_DRIVE : ItemArguments.typeOf(pipeline, startNode);
    RunRequest request = request(pipeline, type);
    nameUnknownInputs(pipeline);
    try (PipelineEngine engine = engine(type)) {
      PipelineRun run = engine.start(request);
      Thread stopper = new Thread(() -> stop(run), "millrace-stop");
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

  /** Dify drops them without a word, and so a misspelt name goes unnoticed. */
  private void nameUnknownInputs(Pipeline pipeline) {
    List<String> known = pipeline.variables().stream().map(PipelineVariable::variable).toList();
    inputs.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(
            name ->
                spec.commandLine()
                    .getErr()
                    .printf("--input %s: the pipeline has no such input, only %s%n", name, known));
  }

  /** Called when the process ends early: leaves time to bring every document to its end. */
  private static void stop(PipelineRun run) {
    run.cancel();
    try {
      run.result().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // the process ends all the same, and the store is as last committed
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
    PipelineEngine.Builder builder = PipelineEngine.builder().discover().maxItemsInFlight(parallel);
    access.apply(builder);
    allowedFolders.forEach(builder::allowFiles);
    if (type == DatasourceType.LOCAL_FILE) {
      items.forEach(item -> builder.allowFiles(ItemArguments.root(item)));
    }
    if (drive != null) {
      builder.readThrough(DatasourceType.ONLINE_DRIVE, drive);
      String root = access.fields(System.getenv()).get("root");
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
    if (parallel < 1) {
      throw new BadInputException("--parallel must be 1 or more, but was " + parallel);
    }
    if (items.contains("")) {
      throw new BadInputException("An item is empty; a variable of the shell may not be set");
    }
    if (knowledgeBase != null && knowledgeBase.isBlank()) {
      throw new BadInputException("--kb is empty; a variable of the shell may not be set");
    }
    boolean named = !items.isEmpty() || itemsFile != null;
    if (requestFile != null && named) {
      throw new BadInputException("Give either ITEMS or --request, not both");
    }
    if (requestFile != null) {
      RunRequest.Builder request =
          RunRequest.fromJson(pipeline, Files.readString(requestFile))
              .inputs(inputs)
              .knowledgeBase(knowledgeBase);
      if (startNode != null) {
        request.startAt(startNode);
      }
      return draft ? request.draft().build() : request.build();
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

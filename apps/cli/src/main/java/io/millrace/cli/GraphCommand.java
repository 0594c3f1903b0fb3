package io.millrace.cli;

import io.millrace.pipeline.Pipeline;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws a pipeline's graph as text for a drawing tool. */
@Command(
    name = "graph",
    description = "Prints a pipeline's graph for Mermaid or Graphviz.",
    mixinStandardHelpOptions = true)
final class GraphCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  CommandSpec spec;

  @Parameters(paramLabel = "PIPELINE", description = "A .pipeline file.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  Path pipelineFile;

  @Option(
      names = "--format",
      defaultValue = "mermaid",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  GraphFormat format = GraphFormat.MERMAID;

  @Override
  public Integer call() {
    Pipeline pipeline = PipelineFiles.read(pipelineFile);
    PrintWriter out = spec.commandLine().getOut();
    out.print(format.draw(pipeline));
    out.flush();
    return ExitCodes.SUCCEEDED;
  }
}

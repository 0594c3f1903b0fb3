package io.millrace.cli;

import io.millrace.PipelineEngine;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what the engine found. */
@Command(
    name = "plugins",
    description = "Lists the datasources, nodes, tools, models and stores that are installed.",
    mixinStandardHelpOptions = true)
final class PluginsCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (PipelineEngine engine = PipelineEngine.create()) {
      engine.plugins().forEach(out::println);
    }
    out.flush();
    return ExitCodes.SUCCEEDED;
  }
}

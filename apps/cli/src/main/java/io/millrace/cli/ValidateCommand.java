package io.millrace.cli;

import io.millrace.PipelineEngine;
import io.millrace.pipeline.DegradationReport;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineInspection;
import io.millrace.pipeline.PipelineReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a pipeline file. */
@Command(
    name = "validate",
    description = "Lists every problem of a pipeline file, and what of it runs here and how.",
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  CommandSpec spec;

  @Parameters(paramLabel = "PIPELINE", description = "A .pipeline file.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  Path pipelineFile;

  @Mixin ModelsOption models = new ModelsOption();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PipelineInspection inspection =
        new PipelineReader().inspect(PipelineFiles.existing(pipelineFile));
    inspection
        .problems()
        .forEach(
            problem ->
                out.printf(
                    "%-8s %s%n",
                    problem.isError() ? "error" : "warning", SafeText.lines(problem.toString())));
    Optional<Pipeline> pipeline = inspection.pipeline();
    if (pipeline.isPresent()) {
      PipelineEngine.Builder builder = PipelineEngine.builder().discover();
      models.addTo(builder);
      try (PipelineEngine engine = builder.build()) {
        print(out, DegradationReport.of(pipeline.get(), engine.capabilities()));
      }
    }
    out.println(inspection.valid() ? "valid" : "not valid");
    out.flush();
    return inspection.valid() ? ExitCodes.SUCCEEDED : ExitCodes.BAD_INPUT;
  }

  private static void print(PrintWriter out, DegradationReport report) {
    for (DegradationReport.Entry entry : report.entries()) {
      out.printf(
          "%-13s %-10s %s  (node %s '%s')%s%n",
          entry.support().level(),
          entry.kind(),
          entry.subject(),
          entry.nodeId(),
          entry.nodeTitle(),
          entry.support().reason().isEmpty() ? "" : ": " + entry.support().reason());
    }
  }
}

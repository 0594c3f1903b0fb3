package io.millrace.cli;

import io.millrace.InvalidRequestException;
import io.millrace.error.MillraceException;
import io.millrace.pipeline.InvalidPipelineException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Prints what went wrong as sentences, never as a stack trace, and chooses the exit code. */
final class ErrorReport implements CommandLine.IExecutionExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ErrorReport.class);

  @Override
  public int handleExecutionException(
      Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (problem instanceof InvalidRequestException request) {
      print(err, "This run cannot be started:", request.problems());
      return ExitCodes.BAD_INPUT;
    } else if (problem instanceof InvalidPipelineException pipeline) {
      print(
          err,
          "This pipeline file cannot be used:",
          pipeline.problems().stream().map(Object::toString).toList());
      return ExitCodes.BAD_INPUT;
    } else if (problem instanceof BadInputException) {
      err.println(problem.getMessage());
      return ExitCodes.BAD_INPUT;
    } else if (problem instanceof MillraceException || problem instanceof IOException) {
      err.println(problem.getMessage());
      return ExitCodes.FAILED;
    }
    log.debug("Unexpected", problem);
    err.println("Unexpected: " + problem);
    return ExitCodes.FAILED;
  }

  private static void print(PrintWriter err, String title, List<String> problems) {
    err.println(title);
    problems.forEach(problem -> err.println("  - " + problem));
  }
}

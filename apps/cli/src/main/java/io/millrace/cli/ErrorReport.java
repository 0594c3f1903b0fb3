package io.millrace.cli;

import io.millrace.InvalidRequestException;
import io.millrace.error.MillraceException;
import io.millrace.pipeline.InvalidPipelineException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Prints what went wrong as sentences, never as a stack trace, and chooses the exit code. */
final class ErrorReport implements CommandLine.IExecutionExceptionHandler {
  private static final String INPUT = " in input form";
  private static final Logger log = LoggerFactory.getLogger(ErrorReport.class);

  @Override
  public int handleExecutionException(
      Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (problem instanceof FileSystemException file) {
      err.println(SafeText.line(text(file)));
      return ExitCodes.BAD_INPUT;
    } else if (problem instanceof CharacterCodingException) {
      err.println("A file that was named on the command line is not UTF-8 text: save it as UTF-8");
      return ExitCodes.BAD_INPUT;
    } else if (problem instanceof InvalidPathException path) {
      err.println(
          "'%s' cannot be the name of a file here: %s"
              .formatted(SafeText.line(path.getInput()), path.getReason()));
      return ExitCodes.BAD_INPUT;
    }
    if (problem instanceof InvalidRequestException request) {
      print(err, "This run cannot be started:", request.problems());
      if (request.problems().stream().anyMatch(text -> text.contains(INPUT))) {
        err.println("Inputs are given with --input NAME=VALUE, once for each.");
      }
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

  private static String text(FileSystemException problem) {
    String what =
        problem instanceof NoSuchFileException
            ? "it does not exist"
            : problem instanceof AccessDeniedException
                ? "permission denied"
                : problem instanceof FileAlreadyExistsException
                    ? "a file is where a directory is needed"
                    : String.valueOf(problem.getReason());
    return "Cannot use '%s': %s".formatted(problem.getFile(), what);
  }

  private static void print(PrintWriter err, String title, List<String> problems) {
    err.println(title);
    problems.forEach(problem -> err.println("  - " + SafeText.lines(problem)));
  }
}

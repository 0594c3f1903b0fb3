package io.millrace.pipeline;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with a pipeline.
 *
 * @param code the kind
 * @param severity whether it can be lived with
 * @param path where, such as {@code workflow.graph.nodes[3].data.cases}; empty for the whole file
 * @param message what is wrong; the texts of spec/03 where there are any
 * @param remedy what to do
 * @since 0.1
 */
public record PipelineProblem(
    ProblemCode code, Severity severity, String path, String message, String remedy) {

  /** How bad a problem is. */
  public enum Severity {
    /** What it is about cannot work. */
    ERROR,
    /** It works, though perhaps not as meant. */
    WARNING
  }

  public PipelineProblem {
    requireNonNull(code, "code");
    requireNonNull(severity, "severity");
    requireNonNull(path, "path");
    requireNonNull(message, "message");
    requireNonNull(remedy, "remedy");
  }

  static PipelineProblem error(ProblemCode code, String path, String message, String remedy) {
    return new PipelineProblem(code, Severity.ERROR, path, message, remedy);
  }

  static PipelineProblem warning(ProblemCode code, String path, String message, String remedy) {
    return new PipelineProblem(code, Severity.WARNING, path, message, remedy);
  }

  /** Returns whether it is an error, not a warning. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** Returns whether no run of the pipeline could be defined. */
  public boolean preventsRuns() {
    return isError() && code.preventsRuns();
  }

  /** Returns one line for people: where, what, and what to do. */
  @Override
  public String toString() {
    String place = path.isEmpty() ? "" : path + ": ";
    if (remedy.isEmpty()) {
      return place + message;
    }
    boolean ended = !message.isEmpty() && ".!?:".indexOf(message.charAt(message.length() - 1)) >= 0;
    return place + message + (ended ? " " : ". ") + remedy;
  }
}

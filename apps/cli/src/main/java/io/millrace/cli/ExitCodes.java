package io.millrace.cli;

import io.millrace.event.RunStatus;

/** What the command's exit code says. */
final class ExitCodes {
  /** Everything succeeded. */
  static final int SUCCEEDED = 0;

  /** The run failed, or something outside of the input did. */
  static final int FAILED = 1;

  /** The command line, the pipeline file or the request cannot be used; nothing was done. */
  static final int BAD_INPUT = 2;

  /** Some items failed, others are done. */
  static final int PARTIAL = 3;

  private ExitCodes() {}

  static int of(RunStatus status) {
    return switch (status) {
      case SUCCEEDED -> SUCCEEDED;
      case PARTIAL_SUCCEEDED -> PARTIAL;
      case FAILED, STOPPED -> FAILED;
    };
  }
}

package io.millrace.code.graal;

import com.google.common.base.Throwables;
import io.millrace.node.CodeExecutionException;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;

/** Says what went wrong inside code, in its own words and with its line. */
final class Failures {
  private static final int MAX_CHARACTERS = 2_000;

  private Failures() {}

  /** Returns what to say of a call that ended its worker. */
  static CodeExecutionException of(Exception failure, Language language) {
    Throwable cause =
        failure instanceof PolyglotException || failure.getCause() == null
            ? failure
            : failure.getCause();
    if (cause instanceof CodeExecutionException known) {
      return known;
    } else if (cause instanceof PolyglotException guest) {
      return new CodeExecutionException(text(guest, language), guest);
    } else if (cause instanceof OutOfMemoryError) {
      return new CodeExecutionException("The code used too much memory", cause);
    }
    return new CodeExecutionException(
        "The code could not be run: " + Throwables.getRootCause(cause), cause);
  }

  private static String text(PolyglotException guest, Language language) {
    if (guest.isResourceExhausted()) {
      return "The code used too much memory or too deep recursion";
    } else if (guest.isCancelled() || guest.isInterrupted()) {
      return "The code was stopped";
    } else if (guest.isExit()) {
      return "The code tried to end the program, with status " + guest.getExitStatus();
    }
    String message = guest.getMessage() == null ? "unknown error" : guest.getMessage();
    String shown =
        message.length() > MAX_CHARACTERS ? message.substring(0, MAX_CHARACTERS) + "…" : message;
    int line = line(guest) - language.linesBeforeCode();
    return line > 0 ? shown + " (line " + line + ")" : shown;
  }

  /** Returns the line of the code that the innermost call was at, or 0. */
  private static int line(PolyglotException guest) {
    for (PolyglotException.StackFrame frame : guest.getPolyglotStackTrace()) {
      SourceSection place = frame.isGuestFrame() ? frame.getSourceLocation() : null;
      if (place != null && place.getSource().getName().equals("code")) {
        return place.getStartLine();
      }
    }
    return 0;
  }
}

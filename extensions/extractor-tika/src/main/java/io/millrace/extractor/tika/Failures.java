package io.millrace.extractor.tika;

import com.google.common.base.Throwables;
import io.millrace.extractor.ExtractionException.Reason;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.ZipException;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.ZeroByteFileException;
import org.jspecify.annotations.Nullable;

/** Says in our words what parsers throw. */
final class Failures {
  private Failures() {}

  /** Returns the flaw that a parser wrapped into exceptions of its own, or {@code null}. */
  static @Nullable Flaw flawIn(Throwable thrown) {
    for (Throwable cause : Throwables.getCausalChain(thrown)) {
      if (cause instanceof Flaw flaw) {
        return flaw;
      }
    }
    return null;
  }

  /** Returns what is wrong with the file on which {@code thrown} was thrown. */
  static Flaw describe(Throwable thrown) {
    Flaw flaw = flawIn(thrown);
    if (flaw != null) {
      return flaw;
    }
    for (Throwable cause : Throwables.getCausalChain(thrown)) {
      Flaw known = known(cause, thrown);
      if (known != null) {
        return known;
      }
    }
    Throwable root = Throwables.getRootCause(thrown);
    String detail = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return Flaw.unexplained("could not be read: " + firstLine(detail), thrown);
  }

  private static @Nullable Flaw known(Throwable cause, Throwable thrown) {
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (cause instanceof EncryptedDocumentException
        || cause instanceof org.apache.poi.EncryptedDocumentException
        || cause.getClass().getSimpleName().equals("InvalidPasswordException")) {
      return Flaw.of(Reason.ENCRYPTED, "is encrypted and needs a password", thrown);
    } else if (cause instanceof ZeroByteFileException) {
      return Flaw.of(Reason.EMPTY, "is empty", thrown);
    } else if (cause instanceof OutOfMemoryError) {
      return Flaw.of(Reason.LIMIT_EXCEEDED, "needs more memory than there is", thrown);
    } else if (cause instanceof StackOverflowError) {
      return Flaw.of(Reason.LIMIT_EXCEEDED, "nests too deeply", thrown);
    } else if (message.contains("zip bomb")) {
      return Flaw.of(Reason.LIMIT_EXCEEDED, "looks like a zip bomb", thrown);
    } else if (cause instanceof ZipException
        || (cause instanceof IOException && message.contains("truncated"))) {
      return Flaw.unexplained("is damaged or cut short: " + firstLine(message), thrown);
    }
    return null;
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("").strip();
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }
}

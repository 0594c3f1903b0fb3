package io.millrace.extractor;

import static java.util.Objects.requireNonNull;

import io.millrace.error.MillraceException;
import org.jspecify.annotations.Nullable;

/**
 * A file that gave no text, with the reason as a kind of its own.
 *
 * @since 0.1
 */
public class ExtractionException extends MillraceException {
  private static final long serialVersionUID = 1L;
  private final Reason reason;

  public ExtractionException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = requireNonNull(reason);
  }

  /** Returns why. */
  public Reason reason() {
    return reason;
  }

  /** Why a file gave no text. */
  public enum Reason {
    /** No parser for this format. */
    UNSUPPORTED_FORMAT,
    /** Neither extension nor MIME type says what it is. */
    UNKNOWN_FORMAT,
    /** The bytes are damaged or cut short. */
    MALFORMED,
    /** It needs a password. */
    ENCRYPTED,
    /** It took longer than allowed. */
    TIMEOUT,
    /** It is larger, deeper or more compressed than allowed. */
    LIMIT_EXCEEDED,
    /** There is nothing in it. */
    EMPTY,
    /** The bytes could not be read. */
    UNREADABLE
  }
}

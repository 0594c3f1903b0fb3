package io.millrace.extractor.tika;

import io.millrace.error.MillraceException;
import io.millrace.extractor.ExtractionException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a file, said as the rest of a sentence that begins with the file: {@code is
 * encrypted}. The two styles make their own sentence of it.
 */
final class Flaw extends MillraceException {
  private static final long serialVersionUID = 1L;
  private final Reason reason;
  private final boolean explained;

  private Flaw(Reason reason, String predicate, boolean explained, @Nullable Throwable cause) {
    super(predicate, cause);
    this.reason = reason;
    this.explained = explained;
  }

  /** A flaw that is known for what it is. */
  static Flaw of(Reason reason, String predicate) {
    return new Flaw(reason, predicate, true, null);
  }

  /** A flaw that is known for what it is, found by another exception. */
  static Flaw of(Reason reason, String predicate, Throwable cause) {
    return new Flaw(reason, predicate, true, cause);
  }

  /** A parser gave up for reasons of its own. */
  static Flaw unexplained(String predicate, @Nullable Throwable cause) {
    return new Flaw(Reason.MALFORMED, predicate, false, cause);
  }

  Reason reason() {
    return reason;
  }

  /** Returns the rest of the sentence. */
  String predicate() {
    return String.valueOf(getMessage());
  }

  /** Returns whether the sentence stands for itself, or only repeats what a parser said. */
  boolean explained() {
    return explained;
  }
}

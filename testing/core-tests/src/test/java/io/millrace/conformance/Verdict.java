package io.millrace.conformance;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of one case of a suite. */
sealed interface Verdict {

  /** We did what was recorded. */
  record Passed() implements Verdict {}

  /** We need not do what was recorded, for this reason. */
  record NotBinding(String reason) implements Verdict {}

  /** We did something else. */
  record Failed(String expected, String actual) implements Verdict {}

  Verdict PASSED = new Passed();

  static Verdict notBinding(String reason) {
    return new NotBinding(reason);
  }

  static Verdict failed(@Nullable Object expected, @Nullable Object actual) {
    return new Failed(String.valueOf(expected), String.valueOf(actual));
  }

  /** Passes when both are equal; a whole number never equals a float. */
  static Verdict equal(@Nullable Object expected, @Nullable Object actual) {
    return Objects.equals(expected, actual) ? PASSED : failed(expected, actual);
  }
}

package io.millrace.node;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A {@code pattern} of a JSON schema: it may match anywhere in a text, and must not take for ever.
 */
final class SchemaPattern {
  private static final int MOST_LOOKS = 1_000_000;
  private static final long LOOKS_FOR_EACH = 20;

  private SchemaPattern() {}

  /** Returns the pattern, written as in Python, or empty when it is none. */
  static Optional<Pattern> of(String pattern) {
    try {
      return Optional.of(
          Pattern.compile(
              pattern.replace("(?P<", "(?<").replaceAll("\\(\\?P=(\\w+)\\)", "\\\\k<$1>"),
              Pattern.UNICODE_CHARACTER_CLASS));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  /** Returns what is wrong with a text, or null. */
  static @Nullable String problem(String pattern, String text, String place) {
    try {
      boolean found =
          of(pattern).filter(regex -> regex.matcher(new Watched(text)).find()).isPresent();
      return found ? null : place + " does not match the pattern " + pattern;
    } catch (TooManyLooksException | StackOverflowError e) {
      return place + " cannot be checked: the pattern " + pattern + " takes too long on it";
    }
  }

  private static final class TooManyLooksException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyLooksException() {
      super(null, null, false, false);
    }
  }

  /** A text that is looked at a bounded number of times. */
  private static final class Watched implements CharSequence {
    private final String text;
    private long looks;

    Watched(String text) {
      this.text = text;
      this.looks = MOST_LOOKS + LOOKS_FOR_EACH * text.length();
    }

    @Override
    public char charAt(int index) {
      if (--looks < 0) {
        throw new TooManyLooksException();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}

package io.millrace.python;

/** The deepest nesting that is printed or compared; Python stops at about the same depth. */
final class Depth {
  static final int LIMIT = 1_000;

  private Depth() {}

  static void check(int depth) {
    if (depth > LIMIT) {
      throw new ConversionException(
          "The value is nested deeper than " + LIMIT + " levels, or contains itself");
    }
  }
}

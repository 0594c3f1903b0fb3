package io.millrace.extractor.tika;

import io.millrace.extractor.ExtractionException.Reason;

/**
 * A text under construction that refuses to grow beyond its limit, and that notices when the
 * extraction was given up.
 */
final class BoundedText implements Appendable {
  private static final int CHECK_EVERY = 4096;
  private final StringBuilder text = new StringBuilder();
  private final long limit;
  private int untilCheck = CHECK_EVERY;

  BoundedText(long limit) {
    this.limit = limit;
  }

  @Override
  public BoundedText append(CharSequence more) {
    room(more.length());
    text.append(more);
    return this;
  }

  @Override
  public BoundedText append(CharSequence more, int start, int end) {
    return append(more.subSequence(start, end));
  }

  @Override
  public BoundedText append(char more) {
    room(1);
    text.append(more);
    return this;
  }

  BoundedText append(char[] chars, int start, int length) {
    room(length);
    text.append(chars, start, length);
    return this;
  }

  BoundedText repeat(char more, int times) {
    room(times);
    for (int i = 0; i < times; i++) {
      text.append(more);
    }
    return this;
  }

  int length() {
    return text.length();
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  boolean endsWith(char last) {
    return !text.isEmpty() && text.charAt(text.length() - 1) == last;
  }

  /** Cuts the text back to {@code length}. */
  void truncate(int length) {
    text.setLength(length);
  }

  /** Returns the text from {@code start} on and forgets it. */
  String cut(int start) {
    String rest = text.substring(start);
    text.setLength(start);
    return rest;
  }

  /** Refuses early what would not fit. */
  void checkRoom(long more) {
    if (text.length() + more > limit) {
      throw tooLong(limit);
    }
  }

  static Flaw tooLong(long limit) {
    return Flaw.of(
        Reason.LIMIT_EXCEEDED, "gives more text than the limit of %,d characters".formatted(limit));
  }

  private void room(int more) {
    checkRoom(more);
    if (--untilCheck <= 0) {
      untilCheck = CHECK_EVERY;
      Workers.stopIfGivenUp();
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

package io.millrace.node.model;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * Lets a stream's text pass and keeps back what stands between {@code <think>} and {@code
 * </think>}, also where a tag comes in pieces. Holds back no more than may still become a tag.
 */
final class ThoughtFilter implements Consumer<String> {
  private static final String OPEN = "<think";
  private static final String CLOSE = "</think>";
  private static final int LONGEST_TAG = 520;

  private final Consumer<String> passed;
  private final StringBuilder held = new StringBuilder();
  private boolean thinking;
  private boolean begun;

  ThoughtFilter(Consumer<String> passed) {
    this.passed = passed;
  }

  @Override
  public void accept(String piece) {
    held.append(piece);
    boolean moved = true;
    while (moved && !held.isEmpty()) {
      moved = thinking ? skipThought() : passText();
    }
  }

  /** Lets go of what was held back, at the end of the stream. */
  void finish() {
    if (!thinking) {
      pass(held.length());
    }
    held.setLength(0);
  }

  private boolean passText() {
    int tag = held.indexOf("<");
    if (tag != 0) {
      pass(tag < 0 ? held.length() : tag);
      return tag > 0;
    }
    int end = held.indexOf(">");
    String start = held.substring(0, Math.min(held.length(), OPEN.length() + 1));
    boolean mayBeTag =
        start.length() <= OPEN.length()
            ? OPEN.startsWith(start.toLowerCase(Locale.ROOT))
            : start.substring(0, OPEN.length()).equalsIgnoreCase(OPEN)
                && (start.endsWith(">") || Character.isWhitespace(start.charAt(OPEN.length())));
    if (!mayBeTag || (end < 0 && held.length() > LONGEST_TAG)) {
      pass(1);
      return true;
    } else if (end < 0) {
      return false;
    }
    held.delete(0, end + 1);
    thinking = true;
    return true;
  }

  private boolean skipThought() {
    int close = held.toString().toLowerCase(Locale.ROOT).indexOf(CLOSE);
    if (close < 0) {
      held.delete(0, Math.max(0, held.length() - CLOSE.length() + 1));
      return false;
    }
    held.delete(0, close + CLOSE.length());
    thinking = false;
    return true;
  }

  private void pass(int length) {
    String text = held.substring(0, length);
    held.delete(0, length);
    if (!begun) {
      text = text.stripLeading();
    }
    if (!text.isEmpty()) {
      begun = true;
      passed.accept(text);
    }
  }
}

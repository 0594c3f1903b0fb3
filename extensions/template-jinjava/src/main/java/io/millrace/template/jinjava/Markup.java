package io.millrace.template.jinjava;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Text that is safe in HTML: joining other text to it escapes that text.
 *
 * @param text the text itself
 */
record Markup(String text) implements CharSequence {

  /** Returns {@code value} as safe text, escaping it unless it already is. */
  static Markup escape(Object value) {
    return value instanceof Markup markup ? markup : new Markup(escapeText(Texts.str(value)));
  }

  static String escapeText(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      String entity = entity(text.charAt(i));
      if (entity != null && out == null) {
        out = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (out != null) {
        out.append(Objects.requireNonNullElse(entity, String.valueOf(text.charAt(i))));
      }
    }
    return out == null ? text : out.toString();
  }

  private static @Nullable String entity(char c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&#34;";
      case '\'' -> "&#39;";
      default -> null;
    };
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}

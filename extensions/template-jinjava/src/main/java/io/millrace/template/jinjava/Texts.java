package io.millrace.template.jinjava;

import com.google.common.math.LongMath;
import io.millrace.file.FileRef;
import io.millrace.python.PythonText;
import java.math.BigInteger;

/** Python's {@code str()} and code point arithmetic. */
final class Texts {
  private Texts() {}

  /** Returns the character of a code point. */
  static String character(BigInteger codePoint) {
    if (codePoint.signum() < 0 || codePoint.bitLength() > 21 || codePoint.intValue() > 0x10FFFF) {
      throw TemplateException.value("%c arg not in range(0x110000)");
    }
    return Character.toString(codePoint.intValue());
  }

  /** Returns what printing {@code value} shows. */
  static String str(Object value) {
    if (value instanceof String text) {
      return text;
    } else if (value instanceof Markup markup) {
      return markup.text();
    } else if (value instanceof Undefined) {
      return "";
    } else if (value instanceof FileRef file) {
      return PythonText.str(file);
    }
    return Repr.of(value);
  }

  /** Returns the text of a value that must be a str. */
  static String require(Object value, String where) {
    if (value instanceof CharSequence text) {
      return text.toString();
    } else if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    throw TemplateException.type(where + " must be str, not " + PythonTypes.name(value));
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Returns whether every character is one code unit, so that places are plain indexes. */
  static boolean isPlain(String text) {
    return length(text) == text.length();
  }

  /** Returns the part between two code point places that are inside the text. */
  static String part(String text, int from, int to) {
    if (isPlain(text)) {
      return text.substring(from, to);
    }
    int start = text.offsetByCodePoints(0, from);
    return text.substring(start, text.offsetByCodePoints(start, to - from));
  }

  /**
   * Returns {@code text} so many times.
   *
   * @throws TemplateException if that is more than the render may use
   */
  static String repeat(Run run, String text, long times) {
    if (times <= 0 || text.isEmpty()) {
      return "";
    }
    run.spend(saturatedProduct(text.length(), times));
    return text.repeat((int) times);
  }

  static long saturatedProduct(long a, long b) {
    return LongMath.saturatedMultiply(a, b);
  }

  /** Returns the text, as safe as {@code model} is. */
  static Object like(Object model, String text) {
    return model instanceof Markup ? new Markup(text) : text;
  }

  static boolean isSpace(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == 0x85
        || (c >= 0x1c && c <= 0x1f);
  }

  static String strip(String text) {
    return stripLeft(stripRight(text));
  }

  static String stripLeft(String text) {
    int from = 0;
    while (from < text.length() && isSpace(text.charAt(from))) {
      from++;
    }
    return text.substring(from);
  }

  static String stripRight(String text) {
    int to = text.length();
    while (to > 0 && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(0, to);
  }
}

package io.millrace.extractor.tika;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what {@link JsonReader} read, indented by two, non-ASCII as it is (spec/04 §4). */
final class JsonWriter {
  private final BoundedText out;

  private JsonWriter(BoundedText out) {
    this.out = out;
  }

  static String write(@Nullable Object value, BoundedText out) {
    new JsonWriter(out).value(value, 0);
    return out.toString();
  }

  private void value(@Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      object(map, depth);
    } else if (value instanceof List<?> list) {
      array(list, depth);
    } else if (value instanceof String text) {
      string(text);
    } else if (value instanceof Double number) {
      out.append(number(number));
    } else {
      out.append(String.valueOf(value));
    }
  }

  private void object(Map<?, ?> map, int depth) {
    if (map.isEmpty()) {
      out.append("{}");
      return;
    }
    char before = '{';
    for (Map.Entry<?, ?> member : map.entrySet()) {
      out.append(before);
      line(depth + 1);
      string((String) member.getKey());
      out.append(": ");
      value(member.getValue(), depth + 1);
      before = ',';
    }
    line(depth);
    out.append('}');
  }

  private void array(List<?> list, int depth) {
    if (list.isEmpty()) {
      out.append("[]");
      return;
    }
    char before = '[';
    for (Object element : list) {
      out.append(before);
      line(depth + 1);
      value(element, depth + 1);
      before = ',';
    }
    line(depth);
    out.append(']');
  }

  private void line(int depth) {
    out.append('\n').repeat(' ', 2 * depth);
  }

  private static String number(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    } else if (Double.isInfinite(number)) {
      return number > 0 ? "Infinity" : "-Infinity";
    }
    return PythonFloat.repr(number);
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\f' -> out.append("\\f");
        case '\b' -> out.append("\\b");
        default -> {
          if (c < ' ') {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}

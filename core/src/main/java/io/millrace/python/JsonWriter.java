package io.millrace.python;

import io.millrace.file.FileRef;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code json.dumps(value, ensure_ascii=False)}, on one line or with an indent of two. */
final class JsonWriter {
  private final Appendable out;
  private final boolean indented;

  JsonWriter(Appendable out, boolean indented) {
    this.out = out;
    this.indented = indented;
  }

  void write(@Nullable Object value, int depth) throws IOException {
    Depth.check(depth);
    if (value instanceof String text) {
      writeString(text);
    } else if (value instanceof List<?> list) {
      writeList(list, depth);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map, depth);
    } else if (value instanceof FileRef file) {
      writeMap(FileText.json(file), depth);
    } else if (value instanceof Double number) {
      writeDouble(number);
    } else {
      // null, true, false and whole numbers print alike in Java and JSON
      out.append(String.valueOf(value));
    }
  }

  private void writeDouble(double number) throws IOException {
    if (Double.isNaN(number)) {
      out.append("NaN");
    } else if (Double.isInfinite(number)) {
      out.append(number > 0 ? "Infinity" : "-Infinity");
    } else {
      out.append(FloatRepr.of(number));
    }
  }

  private void writeList(List<?> list, int depth) throws IOException {
    out.append('[');
    boolean first = true;
    for (Object element : list) {
      separate(first, depth + 1);
      write(element, depth + 1);
      first = false;
    }
    close(']', first, depth);
  }

  private void writeMap(Map<?, ?> map, int depth) throws IOException {
    out.append('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      separate(first, depth + 1);
      writeString(String.valueOf(entry.getKey()));
      out.append(": ");
      write(entry.getValue(), depth + 1);
      first = false;
    }
    close('}', first, depth);
  }

  private void separate(boolean first, int depth) throws IOException {
    if (!first) {
      out.append(indented ? "," : ", ");
    }
    if (indented) {
      newLine(depth);
    }
  }

  private void close(char bracket, boolean empty, int depth) throws IOException {
    if (indented && !empty) {
      newLine(depth);
    }
    out.append(bracket);
  }

  private void newLine(int depth) throws IOException {
    out.append('\n').append("  ".repeat(depth));
  }

  private void writeString(String text) throws IOException {
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
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}

package io.millrace.extractor.tika;

import io.millrace.python.PythonText;
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
    } else {
      out.append(PythonText.json(value));
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
      out.append(PythonText.json(member.getKey()));
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
}

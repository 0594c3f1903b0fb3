package io.millrace.python;

import io.millrace.file.FileRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code repr(value)}. */
final class ReprWriter {
  private final StringBuilder out;

  ReprWriter(StringBuilder out) {
    this.out = out;
  }

  void write(@Nullable Object value, int depth) {
    Depth.check(depth);
    if (value instanceof String text) {
      StringRepr.append(out, text);
    } else if (value instanceof List<?> list) {
      writeList(list, depth);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map, depth);
    } else {
      out.append(scalar(value));
    }
  }

  private static String scalar(@Nullable Object value) {
    if (value == null) {
      return "None";
    } else if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    } else if (value instanceof Double number) {
      return FloatRepr.of(number);
    } else if (value instanceof FileRef file) {
      return "File(" + FileText.fields(file, ", ") + ")";
    }
    return value.toString();
  }

  private void writeList(List<?> list, int depth) {
    out.append('[');
    String separator = "";
    for (Object element : list) {
      out.append(separator);
      write(element, depth + 1);
      separator = ", ";
    }
    out.append(']');
  }

  private void writeMap(Map<?, ?> map, int depth) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      write(entry.getKey(), depth + 1);
      out.append(": ");
      write(entry.getValue(), depth + 1);
      separator = ", ";
    }
    out.append('}');
  }
}

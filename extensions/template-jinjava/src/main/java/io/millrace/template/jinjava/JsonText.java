package io.millrace.template.jinjava;

import io.millrace.file.FileRef;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The {@code tojson} filter: Python's {@code json.dumps} with sorted keys, safe inside HTML. */
final class JsonText {
  private static final int MAX_DEPTH = 300;

  private final Run run;
  private final String indent;
  private final StringBuilder out = new StringBuilder();

  private JsonText(Run run, String indent) {
    this.run = run;
    this.indent = indent;
  }

  static Markup filter(Run run, Object value, Args args) {
    Object indent = args.bind("tojson", "indent").orNull(0);
    String step =
        indent == null
            ? ""
            : indent instanceof CharSequence text
                ? text.toString()
                : Texts.repeat(run, " ", Numbers.toIndex(indent));
    JsonText json = new JsonText(run, step);
    json.write(value, 0, indent != null);
    return new Markup(json.out.toString());
  }

  private void write(Object value, int depth, boolean pretty) {
    if (depth > MAX_DEPTH) {
      throw TemplateException.limit("maximum recursion depth exceeded");
    }
    run.step();
    if (value instanceof CharSequence text) {
      quote(text.toString());
    } else if (value instanceof Boolean || value == None.NONE) {
      out.append(value == None.NONE ? "null" : value.toString());
    } else if (value instanceof Double number && !Double.isFinite(number)) {
      out.append(number.isNaN() ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
    } else if (Numbers.isNumber(value)) {
      out.append(Repr.of(value));
    } else if (value instanceof Map<?, ?> map) {
      object(map, depth, pretty);
    } else if (value instanceof List<?> list && !(value instanceof Range)) {
      array(list.iterator(), depth, pretty);
    } else if (value instanceof FileRef file) {
      object(Files.asDict(file), depth, pretty);
    } else {
      throw TemplateException.type(
          "Object of type " + PythonTypes.name(value) + " is not JSON serializable");
    }
  }

  private void array(Iterator<?> elements, int depth, boolean pretty) {
    out.append('[');
    boolean any = false;
    while (elements.hasNext()) {
      separate(any, depth, pretty);
      any = true;
      write(Values.in(elements.next()), depth + 1, pretty);
    }
    close(any, depth, pretty, ']');
  }

  private void object(Map<?, ?> map, int depth, boolean pretty) {
    TreeMap<Object, Object> sorted = new TreeMap<>(Comparison.ORDER);
    map.forEach((key, value) -> sorted.put(Values.in(key), Values.in(value)));
    out.append('{');
    boolean any = false;
    for (Map.Entry<Object, Object> entry : sorted.entrySet()) {
      separate(any, depth, pretty);
      any = true;
      key(entry.getKey());
      out.append(": ");
      write(entry.getValue(), depth + 1, pretty);
    }
    close(any, depth, pretty, '}');
  }

  private void key(Object key) {
    if (key instanceof CharSequence text) {
      quote(text.toString());
    } else if (key instanceof Boolean || key == None.NONE || Numbers.isNumber(key)) {
      out.append('"');
      write(key, 0, false);
      out.append('"');
    } else {
      throw TemplateException.type(
          "keys must be str, int, float, bool or None, not " + PythonTypes.name(key));
    }
  }

  private void separate(boolean any, int depth, boolean pretty) {
    if (pretty) {
      run.spend((long) indent.length() * (depth + 1));
      out.append(any ? ",\n" : "\n").append(indent.repeat(depth + 1));
    } else if (any) {
      out.append(", ");
    }
  }

  private void close(boolean any, int depth, boolean pretty, char bracket) {
    if (pretty && any) {
      out.append('\n').append(indent.repeat(depth));
    }
    out.append(bracket);
  }

  private void quote(String text) {
    run.spend(text.length());
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < ' ' || c > '~' || c == '<' || c == '>' || c == '&' || c == '\'') {
            out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}

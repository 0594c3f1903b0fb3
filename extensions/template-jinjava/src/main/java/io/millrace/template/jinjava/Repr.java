package io.millrace.template.jinjava;

import io.millrace.file.FileRef;
import io.millrace.python.PythonText;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Python's {@code repr()}. */
final class Repr {
  private static final int MAX_DEPTH = 300;
  private static final int MAX_CHARACTERS = 4_000_000;
  private static final BigInteger PRINTABLE = BigInteger.TEN.pow(4300);

  private final StringBuilder out = new StringBuilder();

  private Repr() {}

  static String of(Object value) {
    if (value instanceof Long number) {
      return Long.toString(number);
    }
    Repr repr = new Repr();
    repr.write(value, 0);
    return repr.out.toString();
  }

  private void write(Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw TemplateException.limit("maximum recursion depth exceeded while getting the repr");
    }
    if (out.length() > MAX_CHARACTERS) {
      throw TemplateException.limit(
          "The text of a value is longer than " + MAX_CHARACTERS + " characters");
    }
    if (value instanceof String text) {
      quote(text);
    } else if (value instanceof Markup markup) {
      out.append("Markup(");
      quote(markup.text());
      out.append(')');
    } else if (value instanceof Boolean flag) {
      out.append(flag ? "True" : "False");
    } else if (value == None.NONE) {
      out.append("None");
    } else if (value instanceof Double number) {
      out.append(PythonText.repr(number));
    } else if (value instanceof BigInteger big) {
      out.append(integer(big));
    } else if (value instanceof Map<?, ?> map) {
      dict(map, depth);
    } else if (value instanceof Range range) {
      range(range);
    } else if (value instanceof Tuple tuple) {
      elements("(", tuple.iterator(), tuple.size() == 1 ? ",)" : ")", depth);
    } else if (value instanceof List<?> list) {
      elements("[", list.iterator(), "]", depth);
    } else if (value instanceof DictView view) {
      elements(view.typeName() + "([", view.iterator(), "])", depth);
    } else if (value instanceof FileRef file) {
      out.append(PythonText.repr(file));
    } else {
      other(value);
    }
  }

  private static String integer(BigInteger big) {
    if (big.abs().compareTo(PRINTABLE) >= 0) {
      throw TemplateException.value(
          "Exceeds the limit (4300 digits) for integer string conversion");
    }
    return big.toString();
  }

  private void other(Object value) {
    if (value instanceof Undefined) {
      out.append("Undefined");
    } else if (value instanceof LoopContext loop) {
      out.append(loop.shown());
    } else if (value instanceof Iterator || value instanceof Function) {
      out.append('<').append(PythonTypes.name(value)).append('>');
    } else {
      out.append(value);
    }
  }

  private void elements(String open, Iterator<?> elements, String close, int depth) {
    out.append(open);
    String separator = "";
    while (elements.hasNext()) {
      out.append(separator);
      write(Values.in(elements.next()), depth + 1);
      separator = ", ";
    }
    out.append(close);
  }

  private void dict(Map<?, ?> map, int depth) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      write(Values.in(entry.getKey()), depth + 1);
      out.append(": ");
      write(Values.in(entry.getValue()), depth + 1);
      separator = ", ";
    }
    out.append('}');
  }

  private void range(Range range) {
    out.append("range(").append(range.start).append(", ").append(range.stop);
    if (range.step != 1) {
      out.append(", ").append(range.step);
    }
    out.append(')');
  }

  private void quote(String text) {
    out.append(PythonText.repr(text));
  }

  static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}

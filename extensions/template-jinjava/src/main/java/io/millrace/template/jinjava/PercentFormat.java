package io.millrace.template.jinjava;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code format % values}. */
final class PercentFormat {
  private static final Pattern DIRECTIVE =
      Pattern.compile(
          "(?s)%(?:\\(([^)]*)\\))?([-+ #0]*)(\\*|\\d{1,9})?(?:\\.(\\*|\\d{0,9}))?[hlL]?(.)?");

  private final Run run;
  private final Object values;
  private final boolean safe;
  private int next;

  private PercentFormat(Run run, Object values, boolean safe) {
    this.run = run;
    this.values = values;
    this.safe = safe;
  }

  /** Returns the formatted text, as safe as {@code format} is: then what is put in is escaped. */
  static Object apply(Run run, CharSequence format, Object values) {
    boolean safe = format instanceof Markup;
    return Texts.like(format, new PercentFormat(run, values, safe).apply(format.toString()));
  }

  private String apply(String format) {
    StringBuilder out = new StringBuilder();
    Matcher matcher = DIRECTIVE.matcher(format);
    int from = 0;
    while (matcher.find(from)) {
      out.append(format, from, matcher.start());
      String piece = directive(matcher);
      run.spend(piece.length() + 1L);
      out.append(piece);
      from = matcher.end();
      if (from >= format.length()) {
        break;
      }
    }
    boolean leftOver =
        values instanceof Tuple tuple
            ? next < tuple.size()
            : next == 0
                && !(values instanceof Map)
                && !(values instanceof List)
                && !(values instanceof Undefined);
    if (leftOver) {
      throw TemplateException.type("not all arguments converted during string formatting");
    }
    return out.append(format, from, format.length()).toString();
  }

  private String directive(Matcher matcher) {
    if (matcher.group(5) == null) {
      throw TemplateException.value("incomplete format");
    }
    char type = matcher.group(5).charAt(0);
    if (type == '%') {
      return "%";
    }
    String flags = matcher.group(2);
    int width = size(matcher.group(3), 0);
    int precision = size(matcher.group(4), -1);
    Object value = matcher.group(1) == null ? nextValue() : named(matcher.group(1));
    boolean left = flags.indexOf('-') >= 0;
    char sign = flags.indexOf('+') >= 0 ? '+' : flags.indexOf(' ') >= 0 ? ' ' : '-';
    boolean zero = flags.indexOf('0') >= 0 && !left && "srac".indexOf(type) < 0;
    char align = left ? '<' : zero ? '=' : '>';
    char code = "iu".indexOf(type) >= 0 ? 'd' : "ra".indexOf(type) >= 0 ? 's' : type;
    boolean integer = "doxX".indexOf(code) >= 0;
    FormatSpec spec =
        new FormatSpec(
            zero ? "0" : " ",
            align,
            sign,
            flags.indexOf('#') >= 0,
            width,
            "",
            integer ? -1 : precision,
            code == 'c' ? 's' : code);
    return spec.apply(run, converted(type, code, value));
  }

  private Object converted(char type, char code, Object value) {
    return switch (code) {
      case 's' -> {
        String text = type == 's' ? Texts.str(value) : Repr.of(value);
        yield safe && !(type == 's' && value instanceof Markup) ? Markup.escapeText(text) : text;
      }
      case 'c' -> {
        BigInteger point = Numbers.integer(value);
        yield point == null ? value : Texts.character(point);
      }
      case 'd', 'x', 'X', 'o' -> integer(type, value);
      case 'e', 'E', 'f', 'F', 'g', 'G' -> Numbers.toDouble(value);
      default -> throw TemplateException.value("unsupported format character '" + type + "'");
    };
  }

  private static Object integer(char type, Object value) {
    if (value instanceof Double number && type != 'x' && type != 'X' && type != 'o') {
      return Numbers.truncate(number);
    } else if (Numbers.integer(value) == null) {
      throw TemplateException.type(
          "%" + type + " format: a real number is required, not " + PythonTypes.name(value));
    }
    return value;
  }

  private int size(@org.jspecify.annotations.Nullable String text, int absent) {
    if (text == null) {
      return absent;
    } else if (text.isEmpty()) {
      return 0;
    }
    return text.equals("*") ? Numbers.toIndex(nextValue()) : Integer.parseInt(text);
  }

  private Object nextValue() {
    if (values instanceof Tuple tuple) {
      if (next >= tuple.size()) {
        throw TemplateException.type("not enough arguments for format string");
      }
      return tuple.get(next++);
    } else if (next++ > 0) {
      throw TemplateException.type("not enough arguments for format string");
    }
    return values;
  }

  private Object named(String name) {
    if (!(values instanceof Map<?, ?> map)) {
      throw TemplateException.type("format requires a mapping");
    }
    Object value = Items.element(map, name);
    if (value == null) {
      throw TemplateException.value(Repr.of(name));
    }
    return value;
  }
}

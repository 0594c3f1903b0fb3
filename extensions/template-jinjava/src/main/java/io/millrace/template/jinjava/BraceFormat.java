package io.millrace.template.jinjava;

/** Python's {@code str.format}. */
final class BraceFormat {
  private final Run run;
  private final Args args;
  private final Formatter formatter;
  private int next;

  /** Makes a text of one value. */
  interface Formatter {
    String format(Run run, Object value, String spec);
  }

  BraceFormat(Run run, Args args) {
    this(run, args, BraceFormat::plain);
  }

  BraceFormat(Run run, Args args, Formatter formatter) {
    this.run = run;
    this.args = args;
    this.formatter = formatter;
  }

  private static String plain(Run run, Object value, String spec) {
    return FormatSpec.parse(spec).apply(run, value);
  }

  /** Makes safe text of one value, for a format that is safe text itself. */
  static String escape(Run run, Object value, String spec) {
    if (!(value instanceof Markup markup)) {
      return Markup.escapeText(plain(run, value, spec));
    } else if (!spec.isEmpty()) {
      throw TemplateException.value("Unsupported format specification for Markup.");
    }
    return markup.text();
  }

  String apply(String format) {
    return apply(format, 0);
  }

  private String apply(String format, int depth) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      boolean doubled = at + 1 < format.length() && format.charAt(at + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        out.append(c);
        at += 2;
      } else if (c == '{') {
        int end = fieldEnd(format, at);
        String field = field(format.substring(at + 1, end), depth);
        run.spend(field.length());
        out.append(field);
        at = end + 1;
      } else if (c == '}') {
        throw TemplateException.value("Single '}' encountered in format string");
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  private static int fieldEnd(String format, int open) {
    int depth = 0;
    for (int at = open; at < format.length(); at++) {
      char c = format.charAt(at);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    throw TemplateException.value("Single '{' encountered in format string");
  }

  private String field(String field, int depth) {
    if (depth > 1) {
      throw TemplateException.value("Max string recursion exceeded");
    }
    int colon = field.indexOf(':');
    String name = colon < 0 ? field : field.substring(0, colon);
    String spec = colon < 0 ? "" : apply(field.substring(colon + 1), depth + 1);
    int bang = name.indexOf('!');
    String conversion = bang < 0 ? "" : name.substring(bang + 1);
    Object value = value(bang < 0 ? name : name.substring(0, bang));
    Object converted =
        switch (conversion) {
          case "" -> value;
          case "r", "a" -> Repr.of(value);
          case "s" -> Texts.str(value);
          default -> throw TemplateException.value("Unknown conversion specifier " + conversion);
        };
    return formatter.format(run, converted, spec);
  }

  private Object value(String name) {
    int end = 0;
    while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
      end++;
    }
    Object value = first(name.substring(0, end));
    while (end < name.length()) {
      if (name.charAt(end) == '.') {
        int stop = end + 1;
        while (stop < name.length() && name.charAt(stop) != '.' && name.charAt(stop) != '[') {
          stop++;
        }
        value = required(Attributes.own(value, name.substring(end + 1, stop)), name);
        end = stop;
      } else {
        int close = name.indexOf(']', end);
        if (close < 0) {
          throw TemplateException.value("Missing ']' in format string");
        }
        String key = name.substring(end + 1, close);
        value =
            required(
                Items.element(value, isDigits(key) ? (Object) Long.parseLong(key) : key), name);
        end = close + 1;
      }
    }
    return value;
  }

  private static Object required(@org.jspecify.annotations.Nullable Object value, String name) {
    if (value == null) {
      throw TemplateException.value("format string: nothing at '" + name + "'");
    }
    return value;
  }

  private Object first(String name) {
    if (name.isEmpty() || isDigits(name)) {
      int index = name.isEmpty() ? next++ : Integer.parseInt(name);
      if (index >= args.count()) {
        throw TemplateException.value(
            "Replacement index " + index + " out of range for positional args tuple");
      }
      return args.get(index);
    }
    return required(args.keywords().get(name), name);
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty()
        && text.length() < 10
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}

package io.millrace.template.jinjava;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filters that make text out of text. */
final class TextFilters {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");
  private static final Pattern WORD_START =
      Pattern.compile("[-\\s({\\[<]+", Pattern.UNICODE_CHARACTER_CLASS);

  static final ImmutableMap<String, Filter> ALL =
      ImmutableMap.<String, Filter>builder()
          .put(
              "upper", (run, value, args) -> soft(value, Texts.str(value).toUpperCase(Locale.ROOT)))
          .put(
              "lower", (run, value, args) -> soft(value, Texts.str(value).toLowerCase(Locale.ROOT)))
          .put(
              "capitalize",
              (run, value, args) -> soft(value, StringMethods.capitalize(Texts.str(value))))
          .put("title", (run, value, args) -> title(Texts.str(value)))
          .put("trim", TextFilters::trim)
          .put("replace", TextFilters::replace)
          .put("truncate", TextFilters::truncate)
          .put("wordcount", (run, value, args) -> wordCount(Texts.str(value)))
          .put("wordwrap", (run, value, args) -> WordWrap.apply(run, value, args))
          .put("center", TextFilters::center)
          .put("indent", TextFilters::indent)
          .put("string", (run, value, args) -> value instanceof Markup ? value : Texts.str(value))
          .put("format", TextFilters::format)
          .put("pprint", (run, value, args) -> PrettyPrint.of(value))
          .build();

  private TextFilters() {}

  private static Object soft(Object model, String text) {
    return Texts.like(model, text);
  }

  private static String title(String text) {
    StringBuilder out = new StringBuilder();
    Matcher matcher = WORD_START.matcher(text);
    int from = 0;
    while (matcher.find()) {
      out.append(titled(text.substring(from, matcher.start())));
      out.append(titled(matcher.group()));
      from = matcher.end();
    }
    return out.append(titled(text.substring(from))).toString();
  }

  private static String titled(String word) {
    if (word.isEmpty()) {
      return word;
    }
    int first = word.offsetByCodePoints(0, 1);
    return word.substring(0, first).toUpperCase(Locale.ROOT)
        + word.substring(first).toLowerCase(Locale.ROOT);
  }

  private static Object trim(Run run, Object value, Args args) {
    Object characters = args.bind("trim", "chars").orNull(0);
    String text = Texts.str(value);
    return soft(
        value,
        characters == null
            ? Texts.strip(text)
            : StringMethods.stripCharacters(
                text, Texts.require(characters, "strip arg"), true, true));
  }

  private static Object replace(Run run, Object value, Args args) {
    Args.Bound bound = args.bind("replace", "old", "new", "count");
    Object most = bound.orNull(2);
    return soft(
        value,
        StringSearch.replace(
            run,
            Texts.str(value),
            Texts.str(bound.require(0)),
            Texts.str(bound.require(1)),
            most == null ? -1 : Numbers.toIndex(most)));
  }

  private static Object truncate(Run run, Object value, Args args) {
    Args.Bound bound = args.bind("truncate", "length", "killwords", "end", "leeway");
    int length = bound.integer(0, 255);
    String end = bound.text(2, "...");
    int leeway = bound.orNull(3) == null ? 5 : bound.integer(3, 5);
    int endLength = Texts.length(end);
    if (length < endLength) {
      throw TemplateException.runtime("expected length >= " + endLength + ", got " + length);
    } else if (leeway < 0) {
      throw TemplateException.runtime("expected leeway >= 0, got " + leeway);
    }
    if (Values.length(value) <= (long) length + leeway) {
      return value;
    }
    String text = Texts.require(value, "truncate() value");
    String kept = Texts.part(text, 0, length - endLength);
    if (!bound.flag(1, false)) {
      int space = kept.lastIndexOf(' ');
      kept = space < 0 ? kept : kept.substring(0, space);
    }
    return soft(value, kept + end);
  }

  private static long wordCount(String text) {
    return WORD.matcher(text).results().count();
  }

  private static Object center(Run run, Object value, Args args) {
    Object width = args.bind("center", "width").or(0, 80L);
    Function method =
        (Function) java.util.Objects.requireNonNull(StringMethods.get(Texts.str(value), "center"));
    return soft(value, Texts.str(method.call(run, Args.of(width))));
  }

  private static Object indent(Run run, Object value, Args args) {
    Args.Bound bound = args.bind("indent", "width", "first", "blank");
    Object width = bound.or(0, 4L);
    String indention =
        width instanceof CharSequence text
            ? text.toString()
            : Texts.repeat(run, " ", Numbers.toIndex(width));
    String text = Texts.require(value, "indent() value") + "\n";
    List<String> lines = StringSearch.lines(text, false);
    boolean blank = bound.flag(2, false);
    List<String> indented = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean shift = i == 0 ? bound.flag(1, false) : blank || !line.isEmpty();
      run.spend((long) line.length() + indention.length());
      indented.add(shift ? indention + line : line);
    }
    return soft(value, String.join("\n", indented));
  }

  private static Object format(Run run, Object value, Args args) {
    if (args.count() > 0 && !args.keywords().isEmpty()) {
      throw TemplateException.runtime(
          "can't handle positional and keyword arguments at the same time");
    }
    Object values =
        args.keywords().isEmpty()
            ? Tuple.of(args.positional().toArray())
            : (Map<?, ?>) args.keywords();
    return PercentFormat.apply(run, value instanceof Markup safe ? safe : Texts.str(value), values);
  }
}

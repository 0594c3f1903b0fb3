package io.millrace.template.jinjava;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The methods of safe text: what is put into it is escaped, and what comes out of it is safe. */
final class MarkupMethods {
  private MarkupMethods() {}

  /**
   * Returns the method of safe text, or {@code null} if there is none.
   *
   * @param plain the method that other text has
   */
  static @Nullable Function of(String text, String name, @Nullable Function plain) {
    return switch (name) {
      case "format" ->
          (run, args) -> new Markup(new BraceFormat(run, args, BraceFormat::escape).apply(text));
      case "format_map" ->
          (run, args) ->
              new Markup(
                  new BraceFormat(run, DictMethods.arguments(args), BraceFormat::escape)
                      .apply(text));
      case "striptags" -> (run, args) -> HtmlFilters.stripTags(text);
      case "unescape" -> (run, args) -> Entities.unescape(text);
      default ->
          plain == null ? null : (run, args) -> safe(plain.call(run, escaped(run, name, args)));
    };
  }

  private static Args escaped(Run run, String name, Args args) {
    List<Object> given = new ArrayList<>(args.positional());
    switch (name) {
      case "join" ->
          given.replaceAll(
              elements ->
                  Iteration.list(run, elements).stream().<Object>map(Markup::escape).toList());
      case "replace", "center", "ljust", "rjust" -> {
        if (given.size() > 1) {
          given.set(1, Markup.escape(given.get(1)));
        }
      }
      default -> {
        return args;
      }
    }
    return new Args(given, args.keywords());
  }

  private static Object safe(Object result) {
    if (result instanceof String text) {
      return new Markup(text);
    } else if (result instanceof Tuple parts) {
      return Tuple.of(parts.stream().map(MarkupMethods::safe).toList());
    } else if (result instanceof List<?> parts) {
      List<Object> all = new ArrayList<>();
      parts.forEach(part -> all.add(safe(part)));
      return all;
    }
    return result;
  }
}

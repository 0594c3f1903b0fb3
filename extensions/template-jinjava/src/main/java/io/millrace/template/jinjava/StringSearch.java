package io.millrace.template.jinjava;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The methods of Python's str that look for text in text. */
final class StringSearch {
  private static final String LINE_ENDS = "\n\u000b\f\r\u001c\u001d\u001e\u0085\u2028\u2029";

  private StringSearch() {}

  static @Nullable Function get(String text, String name) {
    return switch (name) {
      case "find" -> (run, args) -> find(text, args, false);
      case "rfind" -> (run, args) -> find(text, args, true);
      case "index" -> (run, args) -> found(find(text, args, false));
      case "rindex" -> (run, args) -> found(find(text, args, true));
      case "count" -> (run, args) -> count(text, args);
      case "startswith" -> (run, args) -> edge(text, args, true);
      case "endswith" -> (run, args) -> edge(text, args, false);
      case "replace" ->
          (run, args) ->
              replace(
                  run,
                  text,
                  Texts.require(args.get(0), "replace() argument 1"),
                  Texts.require(args.get(1), "replace() argument 2"),
                  args.count() > 2 ? Numbers.toIndex(args.get(2)) : -1);
      case "removeprefix" ->
          (run, args) -> {
            String prefix = Texts.require(args.get(0), "removeprefix() argument");
            return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
          };
      case "removesuffix" ->
          (run, args) -> {
            String suffix = Texts.require(args.get(0), "removesuffix() argument");
            return text.endsWith(suffix)
                ? text.substring(0, text.length() - suffix.length())
                : text;
          };
      case "split" -> (run, args) -> split(run, text, args, false);
      case "rsplit" -> (run, args) -> split(run, text, args, true);
      case "splitlines" ->
          (run, args) ->
              new ArrayList<Object>(lines(text, args.bind(name, "keepends").flag(0, false)));
      case "partition" -> (run, args) -> partition(text, args.get(0), false);
      case "rpartition" -> (run, args) -> partition(text, args.get(0), true);
      default -> null;
    };
  }

  private static long find(String text, Args args, boolean last) {
    String part = Texts.require(args.get(0), "find() argument 1");
    int[] bounds = bounds(text, args);
    if (bounds[0] > bounds[1]) {
      return -1;
    }
    String inside = text.substring(bounds[0], bounds[1]);
    int at = last ? inside.lastIndexOf(part) : inside.indexOf(part);
    return at < 0 ? -1 : text.codePointCount(0, bounds[0] + at);
  }

  private static Object found(long place) {
    if (place < 0) {
      throw TemplateException.value("substring not found");
    }
    return place;
  }

  /** Returns the code unit places of the optional start and end arguments. */
  private static int[] bounds(String text, Args args) {
    int size = Texts.length(text);
    int from = args.count() > 1 && args.get(1) != None.NONE ? clip(args.get(1), size) : 0;
    int to = args.count() > 2 && args.get(2) != None.NONE ? clip(args.get(2), size) : size;
    if (from > to) {
      return new int[] {1, 0};
    }
    return new int[] {text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to)};
  }

  private static int clip(Object place, int size) {
    long at = Numbers.toIndex(place);
    return (int) Math.max(0, Math.min(size, at < 0 ? at + size : at));
  }

  private static long count(String text, Args args) {
    String part = Texts.require(args.get(0), "count() argument 1");
    int[] bounds = bounds(text, args);
    if (bounds[0] > bounds[1]) {
      return 0;
    }
    String inside = text.substring(bounds[0], bounds[1]);
    if (part.isEmpty()) {
      return Texts.length(inside) + 1L;
    }
    long count = 0;
    for (int at = inside.indexOf(part); at >= 0; at = inside.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }

  private static boolean edge(String text, Args args, boolean start) {
    int[] bounds = bounds(text, args);
    if (bounds[0] > bounds[1]) {
      return false;
    }
    String inside = text.substring(bounds[0], bounds[1]);
    List<?> parts = args.get(0) instanceof Tuple tuple ? tuple : List.of(args.get(0));
    return parts.stream()
        .map(part -> Texts.require(part, "startswith first arg"))
        .anyMatch(part -> start ? inside.startsWith(part) : inside.endsWith(part));
  }

  /**
   * Replaces the first occurrences.
   *
   * @param most how many at most; negative for all
   */
  static String replace(Run run, String text, String old, String replacement, int most) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    int left = most < 0 ? Integer.MAX_VALUE : most;
    while (left-- > 0) {
      int at = old.isEmpty() ? from : text.indexOf(old, from);
      if (at < 0) {
        break;
      }
      run.spend((long) at - from + replacement.length() + 1);
      out.append(text, from, at).append(replacement);
      from = at + old.length();
      if (old.isEmpty()) {
        if (at == text.length()) {
          return out.toString();
        }
        int next = text.offsetByCodePoints(at, 1);
        out.append(text, at, next);
        from = next;
      }
    }
    return out.append(text, from, text.length()).toString();
  }

  private static List<Object> split(Run run, String text, Args args, boolean fromRight) {
    Args.Bound bound = args.bind("split", "sep", "maxsplit");
    int most = bound.integer(1, -1);
    run.spend(text.length());
    Object separator = bound.orNull(0);
    if (separator == null) {
      return fromRight ? reversed(text, most) : words(text, most);
    }
    String by = Texts.require(separator, "sep");
    if (by.isEmpty()) {
      throw TemplateException.value("empty separator");
    }
    return fromRight ? splitRight(text, by, most) : splitLeft(text, by, most);
  }

  private static List<Object> splitLeft(String text, String by, int most) {
    List<Object> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(by);
        at >= 0 && (most < 0 || parts.size() < most);
        at = text.indexOf(by, from)) {
      parts.add(text.substring(from, at));
      from = at + by.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static List<Object> splitRight(String text, String by, int most) {
    List<Object> parts = new ArrayList<>();
    int to = text.length();
    while (most < 0 || parts.size() < most) {
      int at = to < by.length() ? -1 : text.lastIndexOf(by, to - by.length());
      if (at < 0) {
        break;
      }
      parts.add(text.substring(at + by.length(), to));
      to = at;
    }
    parts.add(text.substring(0, to));
    Collections.reverse(parts);
    return parts;
  }

  private static List<Object> words(String text, int most) {
    List<Object> parts = new ArrayList<>();
    int at = 0;
    while (true) {
      while (at < text.length() && Texts.isSpace(text.charAt(at))) {
        at++;
      }
      if (at == text.length()) {
        return parts;
      } else if (most >= 0 && parts.size() >= most) {
        parts.add(text.substring(at));
        return parts;
      }
      int from = at;
      while (at < text.length() && !Texts.isSpace(text.charAt(at))) {
        at++;
      }
      parts.add(text.substring(from, at));
    }
  }

  private static List<Object> reversed(String text, int most) {
    String mirror = new StringBuilder(text).reverse().toString();
    List<Object> parts = new ArrayList<>();
    words(mirror, most)
        .forEach(part -> parts.add(new StringBuilder((String) part).reverse().toString()));
    Collections.reverse(parts);
    return parts;
  }

  static List<String> lines(String text, boolean keepEnds) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      if (isLineEnd(text.charAt(at))) {
        int end = at;
        if (text.startsWith("\r\n", at)) {
          at++;
        }
        lines.add(text.substring(from, keepEnds ? at + 1 : end));
        from = at + 1;
      }
    }
    if (from < text.length()) {
      lines.add(text.substring(from));
    }
    return lines;
  }

  private static boolean isLineEnd(char c) {
    return LINE_ENDS.indexOf(c) >= 0;
  }

  private static Tuple partition(String text, Object separator, boolean last) {
    String by = Texts.require(separator, "partition() argument");
    if (by.isEmpty()) {
      throw TemplateException.value("empty separator");
    }
    int at = last ? text.lastIndexOf(by) : text.indexOf(by);
    if (at < 0) {
      return last ? Tuple.of("", "", text) : Tuple.of(text, "", "");
    }
    return Tuple.of(text.substring(0, at), by, text.substring(at + by.length()));
  }
}

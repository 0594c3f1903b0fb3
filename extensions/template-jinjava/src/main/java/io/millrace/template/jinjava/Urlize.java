package io.millrace.template.jinjava;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code urlize} filter: makes links of what looks like one. */
final class Urlize {
  private static final Pattern WORDS =
      Pattern.compile("\\s+|\\S+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final List<String> OPENING = List.of("(", "<", "&lt;");
  private static final List<String> CLOSING = List.of(")", ">", ".", ",", "\n", "&gt;");
  private static final Pattern HTTP =
      Pattern.compile(
          "(?i)(?:https?://|www\\.)(?:(?:[\\w%-]++\\.)+)?(?:[a-z]{2,63}|xn--[\\w%]{2,59})"
              + "(?::\\d{1,5})?(?:[/?#]\\S*)?"
              + "|(?:[\\w%-]{2,63}\\.)+(?:com|net|int|edu|gov|org|info|mil)(?::\\d{1,5})?(?:[/?#]\\S*)?"
              + "|(?:https?://)(?:(?:\\d{1,3})(?:\\.\\d{1,3}){3}|\\[[0-9a-f:]{2,39}\\])"
              + "(?::\\d{1,5})?(?:[/?#]\\S*)?");
  private static final Pattern MAIL =
      Pattern.compile("^\\S+@\\w[\\w.-]*\\.\\w+$", Pattern.UNICODE_CHARACTER_CLASS);

  private final @Nullable Object limit;
  private final String attributes;
  private final List<String> schemes;

  private Urlize(@Nullable Object limit, String attributes, List<String> schemes) {
    this.limit = limit;
    this.attributes = attributes;
    this.schemes = schemes;
  }

  static Object apply(Run run, Object value, Args args) {
    Args.Bound bound =
        args.bind("urlize", "trim_url_limit", "nofollow", "target", "rel", "extra_schemes");
    java.util.TreeSet<String> rel = new java.util.TreeSet<>();
    Object given = bound.orNull(3);
    if (given != null) {
      rel.addAll(
          com.google.common.base.Splitter.onPattern("\\s+")
              .omitEmptyStrings()
              .splitToList(Texts.str(given)));
    }
    if (bound.flag(1, false)) {
      rel.add("nofollow");
    }
    rel.add("noopener");
    Object target = bound.orNull(2);
    String attributes =
        " rel=\""
            + Markup.escapeText(String.join(" ", rel))
            + "\""
            + (target == null ? "" : " target=\"" + Markup.escape(target).text() + "\"");
    List<String> schemes = new ArrayList<>();
    Object extra = bound.orNull(4);
    if (extra != null) {
      Iteration.list(run, extra).forEach(each -> schemes.add(Texts.str(each)));
    }
    Urlize urlize = new Urlize(bound.orNull(0), attributes, schemes);
    StringBuilder out = new StringBuilder();
    Matcher words = WORDS.matcher(Markup.escape(value).text());
    while (words.find()) {
      run.spend(words.end() - words.start());
      out.append(urlize.word(words.group()));
    }
    return run.autoescape ? new Markup(out.toString()) : out.toString();
  }

  private String word(String word) {
    int from = headEnd(word);
    int to = tailStart(word, from);
    String head = word.substring(0, from);
    String middle = word.substring(from, to);
    String tail = word.substring(to);
    for (String[] pair : new String[][] {{"(", ")"}, {"<", ">"}, {"&lt;", "&gt;"}}) {
      while (middle.contains(pair[0])
          && count(middle, pair[0]) > count(middle, pair[1])
          && tail.contains(pair[1])) {
        int end = tail.indexOf(pair[1]) + pair[1].length();
        middle += tail.substring(0, end);
        tail = tail.substring(end);
      }
    }
    return head + link(middle) + tail;
  }

  private static int headEnd(String word) {
    int at = 0;
    while (true) {
      int start = at;
      at += OPENING.stream().filter(o -> word.startsWith(o, start)).mapToInt(String::length).sum();
      if (at == start) {
        return at;
      }
    }
  }

  private static int tailStart(String word, int from) {
    int at = word.length();
    while (true) {
      int end = at;
      at -=
          CLOSING.stream()
              .filter(c -> end - c.length() >= from && word.startsWith(c, end - c.length()))
              .mapToInt(String::length)
              .sum();
      if (at == end) {
        return at;
      }
    }
  }

  private static int count(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }

  private String link(String middle) {
    if (HTTP.matcher(middle).matches()) {
      boolean absolute = middle.startsWith("https://") || middle.startsWith("http://");
      return anchor(absolute ? middle : "https://" + middle, trimmed(middle), attributes);
    } else if (middle.startsWith("mailto:") && MAIL.matcher(middle.substring(7)).matches()) {
      return anchor(middle, middle.substring(7), "");
    } else if (middle.contains("@")
        && !middle.startsWith("www.")
        && !middle.startsWith("@")
        && middle.indexOf(':') < 0
        && MAIL.matcher(middle).matches()) {
      return anchor("mailto:" + middle, middle, "");
    }
    for (String scheme : schemes) {
      if (!middle.equals(scheme) && middle.startsWith(scheme)) {
        return anchor(middle, middle, attributes);
      }
    }
    return middle;
  }

  private static String anchor(String href, String text, String attributes) {
    return "<a href=\"" + href + "\"" + attributes + ">" + text + "</a>";
  }

  private String trimmed(String url) {
    int most = limit == null ? Integer.MAX_VALUE : Numbers.toIndex(limit);
    return Texts.length(url) > most ? Texts.part(url, 0, most) + "..." : url;
  }
}

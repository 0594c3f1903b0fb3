package io.millrace.template.jinjava;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Filters that make HTML, URLs and JSON. */
final class HtmlFilters {
  private static final Pattern SPACE =
      Pattern.compile("[\\s\\x1c-\\x1f]+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final CharMatcher UNRESERVED =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("_.-~"));
  private static final Pattern BAD_KEY = Pattern.compile("[\\s/>=]");

  static final ImmutableMap<String, Filter> ALL =
      ImmutableMap.<String, Filter>builder()
          .put("escape", (run, value, args) -> Markup.escape(value))
          .put("e", (run, value, args) -> Markup.escape(value))
          .put("forceescape", (run, value, args) -> new Markup(Markup.escapeText(Texts.str(value))))
          .put("safe", (run, value, args) -> new Markup(Texts.str(value)))
          .put("striptags", (run, value, args) -> stripTags(Texts.str(value)))
          .put("urlencode", HtmlFilters::urlEncode)
          .put("urlize", (run, value, args) -> Urlize.apply(run, value, args))
          .put("xmlattr", HtmlFilters::xmlAttributes)
          .put("tojson", (run, value, args) -> JsonText.filter(run, value, args))
          .build();

  private HtmlFilters() {}

  static String stripTags(String html) {
    String text = without(without(html, "<!--", "-->"), "<", ">");
    return Entities.unescape(Texts.strip(SPACE.matcher(text).replaceAll(" ")));
  }

  private static String without(String text, String open, String close) {
    StringBuilder kept = new StringBuilder();
    int at = 0;
    int start = text.indexOf(open);
    while (start >= 0) {
      int end = text.indexOf(close, start);
      if (end < 0) {
        break;
      }
      kept.append(text, at, start);
      at = end + close.length();
      start = text.indexOf(open, at);
    }
    return kept.append(text, at, text.length()).toString();
  }

  private static Object urlEncode(Run run, Object value, Args args) {
    if (value instanceof CharSequence text) {
      return quote(text.toString(), true);
    } else if (value instanceof Map<?, ?> || value instanceof List || value instanceof Lazy) {
      Iterator<Object> pairs =
          value instanceof Map<?, ?> map
              ? new DictView(map, DictView.Kind.ITEMS).iterator()
              : Iteration.of(value);
      List<String> parts = new ArrayList<>();
      while (pairs.hasNext()) {
        List<Object> pair = Iteration.list(run, pairs.next());
        if (pair.size() != 2) {
          throw TemplateException.value("urlencode needs pairs");
        }
        parts.add(form(pair.get(0)) + "=" + form(pair.get(1)));
      }
      return String.join("&", parts);
    }
    return quote(Texts.str(value), true);
  }

  private static String form(Object value) {
    return quote(Texts.str(value), false).replace("%20", "+");
  }

  private static String quote(String text, boolean keepSlash) {
    StringBuilder out = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean plain = UNRESERVED.matches(c) || (keepSlash && c == '/');
      if (plain) {
        out.append(c);
      } else {
        out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return out.toString();
  }

  private static Object xmlAttributes(Run run, Object value, Args args) {
    if (!(value instanceof Map<?, ?> map)) {
      throw TemplateException.type("'" + PythonTypes.name(value) + "' has no items()");
    }
    List<String> parts = new ArrayList<>();
    map.forEach(
        (rawKey, rawValue) -> {
          Object attribute = Values.in(rawValue);
          if (attribute == None.NONE || attribute instanceof Undefined) {
            return;
          }
          String key = Texts.str(Values.in(rawKey));
          if (BAD_KEY.matcher(key).find()) {
            throw TemplateException.value("Invalid character in attribute name: " + Repr.of(key));
          }
          parts.add(Markup.escape(key).text() + "=\"" + Markup.escape(attribute).text() + "\"");
        });
    String all = String.join(" ", parts);
    boolean space = args.bind("xmlattr", "autospace").flag(0, true) && !all.isEmpty();
    String text = space ? " " + all : all;
    return run.autoescape ? new Markup(text) : text;
  }
}

package io.millrace.datasource.notion;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import io.millrace.datasource.DatasourceException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ids as people have them: with dashes, without, or inside the address of a page. */
final class NotionIds {
  private static final String HEX =
      "[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}";
  private static final Pattern ID = Pattern.compile(HEX);

  /** A page that is open beside a database: {@code ?v=<view>&p=<page>}. */
  private static final Pattern BESIDE = Pattern.compile("[?&]p=(" + HEX + ")");

  private static final Pattern AT_THE_END = Pattern.compile("(?:^|[/-])(" + HEX + ")/?$");

  /** What may stand in a path; the API sends ids of properties already encoded. */
  private static final CharMatcher IN_PATH =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("%-._~:@!$&'()*+,;="));

  private NotionIds() {}

  /** Returns whether a text is an id and nothing else. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Returns a text as one part of a path. */
  static String segment(String text) {
    return IN_PATH.matchesAllOf(text) ? text : URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * Returns the id that a text names, with dashes and in lower case.
   *
   * @throws DatasourceException if there is none in it
   */
  static String of(String text) {
    String trimmed = text.strip();
    if (ID.matcher(trimmed).matches()) {
      return dashed(trimmed);
    }
    if (trimmed.contains("/")) {
      Matcher beside = BESIDE.matcher(trimmed);
      if (beside.find()) {
        return dashed(beside.group(1));
      }
      Matcher end = AT_THE_END.matcher(trimmed.replaceFirst("[?#].*$", ""));
      if (end.find()) {
        return dashed(end.group(1));
      }
    }
    throw DatasourceException.permanent(
        "'%s' names no page of Notion. Give the page's address, or the 32 hexadecimal digits at its end, with or without dashes"
            .formatted(text),
        null);
  }

  /** Returns an id without dashes, as Notion's addresses have it. */
  static String plain(String id) {
    return id.replace("-", "");
  }

  /** Returns the address under which Notion shows a page or database. */
  static String address(String id) {
    return "https://www.notion.so/" + plain(id);
  }

  /** Returns the address of a block within its page. */
  static String address(String page, String block) {
    return address(page) + "#" + plain(block);
  }

  private static String dashed(String id) {
    String hex = Ascii.toLowerCase(plain(id));
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20));
  }
}

package io.millrace.template.jinjava;

import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.tree.parse.NoteToken;
import com.hubspot.jinjava.tree.parse.TextToken;
import com.hubspot.jinjava.tree.parse.Token;
import com.hubspot.jinjava.tree.parse.TokenScanner;
import com.hubspot.jinjava.tree.parse.UnclosedToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a template into text, prints and tags with Jinjava's scanner, and does the white space the
 * way Jinja2 does: {@code -} strips, one newline at the end is dropped, every line end is {@code
 * \n}.
 */
final class Segments {
  private static final JinjavaConfig CONFIG =
      JinjavaConfig.newBuilder()
          .withLegacyOverrides(
              LegacyOverrides.newBuilder().withHandleBackslashInQuotesOnly(true).build())
          .build();
  private static final int WINDOW = 4_096;
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r");
  private static final Pattern RAW = Pattern.compile("\\{%[-+]?\\s*raw\\s*-?%\\}");
  private static final Pattern END_RAW = Pattern.compile("\\{%[-+]?\\s*endraw\\s*[-+]?%\\}");

  private final String source;
  private final List<Segment> segments = new ArrayList<>();
  private boolean stripNext;
  private boolean textIsLast;

  private Segments(String source) {
    this.source = source;
  }

  /**
   * Returns the pieces in order.
   *
   * @throws TemplateException if a piece is never closed
   */
  static List<Segment> of(String template) {
    String source = LINE_END.matcher(template).replaceAll("\n");
    if (source.endsWith("\n")) {
      source = source.substring(0, source.length() - 1);
    }
    Segments cutter = new Segments(source);
    int at = 0;
    while (at < source.length()) {
      at = cutter.cutFrom(at);
    }
    return cutter.segments;
  }

  /** Cuts until the scanner's view and Jinja2's part; returns where to go on. */
  private int cutFrom(int from) {
    // The scanner copies what it is given: a window keeps that in proportion to what is cut.
    int limit = Math.min(source.length(), from + WINDOW);
    TokenScanner scanner = new TokenScanner(source.substring(from, limit), CONFIG);
    boolean whole = limit == source.length();
    int start = from;
    while (scanner.hasNext()) {
      Token token = Objects.requireNonNull(scanner.next());
      int end = start + token.getImage().length();
      if (!whole && (end >= limit || !scanner.hasNext() || isOpen(token))) {
        break;
      }
      int realEnd = piece(token, start, end);
      if (realEnd != end) {
        return realEnd;
      }
      start = end;
    }
    if (whole) {
      return limit;
    }
    return start > from ? start : beyondWindow(from);
  }

  /** Returns whether the end of a print, tag or comment is missing, so that it may come later. */
  private static boolean isOpen(Token token) {
    boolean text = token instanceof TextToken && !(token instanceof UnclosedToken);
    return !text && !token.getImage().endsWith("}");
  }

  /** Cuts one piece that may be longer than the window; returns the place behind it. */
  private int beyondWindow(int from) {
    int next = nextPiece(from);
    if (next > from) {
      text(source.substring(from, next));
      return next;
    } else if (source.charAt(from + 1) != '#') {
      return block(from);
    }
    int close = source.indexOf("#}", from + 2);
    int end = close < 0 ? source.length() : close + 2;
    comment(source.substring(from, end));
    return end;
  }

  /** Returns where the next print, tag or comment begins, or the end. */
  private int nextPiece(int from) {
    for (int at = source.indexOf('{', from); at >= 0; at = source.indexOf('{', at + 1)) {
      if (at + 1 < source.length() && "{%#".indexOf(source.charAt(at + 1)) >= 0) {
        return at;
      }
    }
    return source.length();
  }

  private int piece(Token token, int start, int end) {
    if (token instanceof NoteToken) {
      comment(source.substring(start, end));
      return end;
    } else if (token instanceof TextToken && !(token instanceof UnclosedToken)) {
      // The scanner takes {{% and {{# for text; Jinja2 begins a print there.
      int print = source.indexOf("{{", start);
      if (print < 0 || print >= end) {
        text(source.substring(start, end));
        return end;
      }
      text(source.substring(start, print));
      return block(print);
    }
    return block(start);
  }

  /** Reads the print or tag at {@code start}; returns the place behind it. */
  private int block(int start) {
    // The scanner ends a print at its first }}, also inside {'a': {'b': 1}}.
    int close = BlockEnd.find(source, start);
    String image = source.substring(start, close);
    if (!RAW.matcher(image).matches()) {
      code(image);
      return close;
    }
    Matcher endRaw = END_RAW.matcher(source);
    if (!endRaw.find(close)) {
      if (close == source.length()) {
        stripBefore(image);
        return close;
      }
      throw TemplateException.syntax("Missing end of raw directive");
    }
    stripBefore(image);
    stripNext = stripsAfter(image);
    text(source.substring(close, endRaw.start()));
    stripBefore(endRaw.group());
    stripNext = stripsAfter(endRaw.group());
    return endRaw.end();
  }

  private void comment(String image) {
    if (!image.endsWith("#}") || image.length() < 4) {
      throw TemplateException.syntax("Missing end of comment tag");
    }
    stripBefore(image);
    stripNext = stripsAfter(image);
  }

  private void code(String image) {
    stripBefore(image);
    stripNext = stripsAfter(image);
    boolean print = image.startsWith("{{");
    boolean marked = image.charAt(2) == '-' || image.charAt(2) == '+';
    boolean plusAtEnd = !print && image.charAt(image.length() - 3) == '+';
    int from = marked ? 3 : 2;
    int to = image.length() - (stripNext || plusAtEnd ? 3 : 2);
    segments.add(
        new Segment(
            print ? Segment.Kind.PRINT : Segment.Kind.TAG,
            from <= to ? image.substring(from, to) : ""));
  }

  private static boolean stripsAfter(String image) {
    return image.length() > 4 && image.charAt(image.length() - 3) == '-';
  }

  private void stripBefore(String image) {
    int last = segments.size() - 1;
    if (textIsLast && image.length() > 4 && image.charAt(2) == '-') {
      String stripped = Texts.stripRight(segments.get(last).text());
      segments.set(last, new Segment(Segment.Kind.TEXT, stripped));
    }
    textIsLast = false;
  }

  private void text(String image) {
    String text = stripNext ? Texts.stripLeft(image) : image;
    stripNext = stripNext && text.isEmpty();
    if (!text.isEmpty()) {
      segments.add(new Segment(Segment.Kind.TEXT, text));
      textIsLast = true;
    }
  }
}

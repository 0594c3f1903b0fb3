package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of rich text with one form.
 *
 * @param markdown what is written
 * @param marks its forms
 * @param href where it leads, or empty
 */
record Span(String markdown, Set<Mark> marks, String href) {
  private static final Pattern EMPTY_LINES = Pattern.compile("\n(?:[ \t]*\n)+");

  boolean isBlank() {
    return markdown.isBlank();
  }

  /** Returns whether it parts two paragraphs. */
  boolean isEmptyLine() {
    return isBlank() && EMPTY_LINES.matcher(markdown).find();
  }

  /** Returns an item as some pieces: white space around a form, and empty lines, have none. */
  static List<Span> of(JsonNode item) {
    String type = item.path("type").asText("text");
    JsonNode annotations = item.path("annotations");
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    for (Mark mark : Mark.values()) {
      if (annotations.path(mark.annotation()).asBoolean()) {
        marks.add(mark);
      }
    }
    String href = item.path("href").asText("");
    if (type.equals("equation")) {
      String formula = item.path("equation").path("expression").asText(RichText.plainOf(item));
      return List.of(new Span("$" + formula.strip().replace("\n", " ") + "$", marks, href));
    }
    String text = type.equals("mention") ? Mentions.text(item) : RichText.plainOf(item);
    if (href.isEmpty()) {
      href = type.equals("mention") ? Mentions.href(item) : linkOf(item);
    }
    return pieces(text, annotations.path("code").asBoolean(), marks, href);
  }

  private static String linkOf(JsonNode item) {
    return item.path("text").path("link").path("url").asText("");
  }

  private static List<Span> pieces(String text, boolean code, Set<Mark> marks, String href) {
    if (code) {
      return text.isEmpty() ? List.of() : List.of(new Span(MarkdownEscape.code(text), marks, href));
    }
    List<Span> spans = new ArrayList<>();
    Matcher emptyLines = EMPTY_LINES.matcher(text);
    int from = 0;
    while (emptyLines.find()) {
      addParagraph(text.substring(from, emptyLines.start()), marks, href, spans);
      addBlank(emptyLines.group(), spans);
      from = emptyLines.end();
    }
    addParagraph(text.substring(from), marks, href, spans);
    return spans;
  }

  private static void addParagraph(String text, Set<Mark> marks, String href, List<Span> spans) {
    String core = text.strip();
    int start = text.indexOf(core);
    addBlank(text.substring(0, start), spans);
    if (!core.isEmpty()) {
      spans.add(new Span(MarkdownEscape.inline(core), marks, href));
    }
    addBlank(text.substring(start + core.length()), spans);
  }

  private static void addBlank(String text, List<Span> spans) {
    if (!text.isEmpty()) {
      spans.add(new Span(text, Set.of(), ""));
    }
  }
}

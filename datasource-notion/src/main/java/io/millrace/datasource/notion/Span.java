package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A piece of rich text with one form.
 *
 * @param markdown what is written
 * @param marks its forms
 * @param href where it leads, or empty
 */
record Span(String markdown, Set<Mark> marks, String href) {

  boolean isBlank() {
    return markdown.isBlank();
  }

  /** Returns an item as one to three pieces: white space around a form stays outside of it. */
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
    String core = text.strip();
    if (core.isEmpty() || code) {
      String written = code && !text.isEmpty() ? MarkdownEscape.code(text) : text;
      return text.isEmpty() ? List.of() : List.of(new Span(written, marks, href));
    }
    List<Span> spans = new ArrayList<>();
    int start = text.indexOf(core);
    if (start > 0) {
      spans.add(new Span(text.substring(0, start), Set.of(), ""));
    }
    spans.add(new Span(MarkdownEscape.inline(core), marks, href));
    if (start + core.length() < text.length()) {
      spans.add(new Span(text.substring(start + core.length()), Set.of(), ""));
    }
    return spans;
  }
}

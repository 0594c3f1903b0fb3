package io.millrace.extractor.tika;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** The text and the properties of one paragraph while it is read. */
final class DocxParagraph {
  private static final Pattern HYPERLINK =
      Pattern.compile("\\s*HYPERLINK\\s+(?!\\\\)\"?([^\"\\s]+)\"?.*", Pattern.DOTALL);

  /** A field: what it is told to do, then what it shows. */
  private static final class Field {
    private final StringBuilder instruction = new StringBuilder();
    private int start;
    private boolean shows;
  }

  private final StringBuilder text = new StringBuilder();
  private final Deque<Field> fields = new ArrayDeque<>();
  private final List<String> asides = new ArrayList<>();
  private @Nullable String style;
  private int list = -1;
  private int listLevel = -1;
  private int outline = -1;

  void append(String more) {
    if (fields.isEmpty() || fields.getLast().shows) {
      text.append(more);
    }
  }

  int length() {
    return text.length();
  }

  String text() {
    return text.toString();
  }

  /** Text of boxes that hang on the paragraph. */
  List<String> asides() {
    return asides;
  }

  @Nullable String style() {
    return style;
  }

  int list() {
    return list;
  }

  int listLevel() {
    return listLevel;
  }

  /** Returns the outline level of the paragraph itself from 0, or -1. */
  int outline() {
    return outline;
  }

  /** Makes what was written since {@code start} a link. */
  void link(int start, @Nullable String url) {
    if (url == null || url.isBlank() || start > text.length()) {
      return;
    }
    String label = text.substring(start);
    text.setLength(start);
    if (label.contains("](")) {
      text.append(label); // a linked image keeps its own link
    } else {
      String shown = label.isBlank() ? url : label;
      text.append('[').append(shown).append("](").append(url).append(')');
    }
  }

  void field(String type) {
    if (type.equals("begin")) {
      fields.addLast(new Field());
    } else if (!fields.isEmpty() && type.equals("separate")) {
      fields.getLast().shows = true;
      fields.getLast().start = text.length();
    } else if (!fields.isEmpty() && type.equals("end")) {
      Field field = fields.removeLast();
      if (field.shows) {
        link(field.start, url(field.instruction.toString()));
      }
    }
  }

  void instruction(String more) {
    if (!fields.isEmpty() && !fields.getLast().shows) {
      fields.getLast().instruction.append(more);
    }
  }

  static @Nullable String url(String instruction) {
    Matcher matcher = HYPERLINK.matcher(instruction);
    return matcher.matches() ? matcher.group(1) : null;
  }

  /** Reads the properties that just started. */
  void readProperties(XmlPart xml) throws XMLStreamException {
    int depth = 1;
    while (depth > 0 && xml.next()) {
      depth += xml.isStart() ? 1 : xml.isEnd() ? -1 : 0;
      if (!xml.isStart()) {
        continue;
      }
      switch (xml.name()) {
        case "pStyle" -> style = xml.attribute("val");
        case "numId" -> list = xml.number("val", -1);
        case "ilvl" -> listLevel = xml.number("val", 0);
        case "outlineLvl" -> outline = xml.number("val", -1);
        case "pPrChange", "rPr", "sectPr" -> {
          xml.skip();
          depth--;
        }
        default -> {}
      }
    }
  }
}

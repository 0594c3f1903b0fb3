package io.millrace.extractor.tika;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** What paragraph styles say of headings and lists. */
final class DocxStyles {
  private static final Pattern HEADING = Pattern.compile("heading ([1-9])");
  private static final int DEEPEST_CHAIN = 30;
  private static final int NONE = -1;

  /** One style; {@code outline} and {@code list} are -1 where the style says nothing. */
  private record Style(String name, @Nullable String basedOn, int outline, int list, int level) {}

  private final Map<String, Style> styles = new HashMap<>();

  static DocxStyles read(OfficePackage file, String part) throws IOException {
    DocxStyles styles = new DocxStyles();
    if (file.has(part)) {
      file.read(part, styles::readAll);
    }
    return styles;
  }

  private void readAll(XmlPart xml) throws XMLStreamException {
    while (xml.nextStart()) {
      if (xml.is("style")) {
        String id = xml.attribute("styleId", "");
        boolean paragraph = xml.attribute("type", "paragraph").equals("paragraph");
        Style style = readOne(xml);
        if (paragraph) {
          styles.put(id, style);
        }
      }
    }
  }

  private static Style readOne(XmlPart xml) throws XMLStreamException {
    String name = "";
    String basedOn = null;
    int outline = NONE;
    int list = NONE;
    int level = 0;
    int depth = 1;
    while (depth > 0 && xml.next()) {
      depth += xml.isStart() ? 1 : xml.isEnd() ? -1 : 0;
      if (!xml.isStart()) {
        continue;
      }
      switch (xml.name()) {
        case "name" -> name = xml.attribute("val", "").toLowerCase(Locale.ROOT);
        case "basedOn" -> basedOn = xml.attribute("val");
        case "outlineLvl" -> outline = xml.number("val", NONE);
        case "numId" -> list = xml.number("val", NONE);
        case "ilvl" -> level = xml.number("val", 0);
        default -> {}
      }
    }
    return new Style(name, basedOn, outline, list, level);
  }

  /** Returns the heading level from 1, or 0 for ordinary text. */
  int heading(@Nullable String id) {
    Style style = styles.get(id);
    for (int i = 0; style != null && i < DEEPEST_CHAIN; i++) {
      Matcher matcher = HEADING.matcher(style.name());
      if (matcher.matches()) {
        return Integer.parseInt(matcher.group(1));
      } else if (style.name().equals("title")) {
        return 1;
      } else if (style.outline() >= 0 && style.outline() < 9) {
        return style.outline() + 1;
      }
      style = styles.get(style.basedOn());
    }
    return 0;
  }

  /** Returns the list that a style puts its paragraphs in, or -1. */
  int list(@Nullable String id) {
    Style style = styles.get(id);
    for (int i = 0; style != null && i < DEEPEST_CHAIN; i++) {
      if (style.list() >= 0) {
        return style.list();
      }
      style = styles.get(style.basedOn());
    }
    return NONE;
  }

  /** Returns the level in that list. */
  int listLevel(@Nullable String id) {
    Style style = styles.get(id);
    return style == null ? 0 : style.level();
  }
}

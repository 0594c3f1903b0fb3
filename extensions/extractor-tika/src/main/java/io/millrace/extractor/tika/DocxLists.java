package io.millrace.extractor.tika;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Numbers list items. */
final class DocxLists {
  private static final int LEVELS = 9;
  private static final int INDENT = 4;

  private final Map<Integer, Map<Integer, String>> formats = new HashMap<>();
  private final Map<Integer, Integer> abstractOf = new HashMap<>();
  private final Map<Integer, int[]> counters = new HashMap<>();

  static DocxLists read(OfficePackage file, String part) throws IOException {
    DocxLists lists = new DocxLists();
    if (file.has(part)) {
      file.read(part, lists::readAll);
    }
    return lists;
  }

  private void readAll(XmlPart xml) throws XMLStreamException {
    int definition = -1;
    int list = -1;
    int level = 0;
    while (xml.nextStart()) {
      switch (xml.name()) {
        case "abstractNum" -> definition = xml.number("abstractNumId", -1);
        case "lvl" -> level = xml.number("ilvl", 0);
        case "numFmt" ->
            formats
                .computeIfAbsent(definition, key -> new HashMap<>())
                .put(level, xml.attribute("val", ""));
        case "num" -> {
          list = xml.number("numId", -1);
          definition = -1; // what a list overrides is its own
        }
        case "abstractNumId" -> abstractOf.put(list, xml.number("val", -1));
        default -> {}
      }
    }
  }

  /** Returns what stands before the next item of that list: {@code " - "}. */
  String marker(int list, int level) {
    if (list <= 0) {
      return "";
    }
    int at = Math.max(0, Math.min(LEVELS - 1, level));
    Integer definition = abstractOf.get(list);
    @Nullable String format =
        formats.getOrDefault(definition == null ? -1 : definition, Map.of()).get(at);
    if (format != null && format.equals("none")) {
      return "";
    }
    int[] counter = counters.computeIfAbsent(list, key -> new int[LEVELS]);
    counter[at]++;
    java.util.Arrays.fill(counter, at + 1, LEVELS, 0);
    String indent = " ".repeat(INDENT * at);
    return format == null || format.equals("bullet") ? indent + "- " : indent + counter[at] + ". ";
  }
}

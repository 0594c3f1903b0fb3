package io.millrace.extractor.tika;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Reads the cell values of an {@code .xlsx} workbook, sheet by sheet, hidden ones too. */
final class XlsxReader {
  private record SheetPart(String name, String part) {}

  private final OfficePackage file;
  private final List<String> strings = new ArrayList<>();
  private final List<SheetPart> sheets = new ArrayList<>();
  private final XlsxStyles styles;
  private boolean from1904;

  private XlsxReader(OfficePackage file) throws IOException {
    this.file = file;
    String workbook = file.mainPart("xl/workbook.xml");
    Map<String, OfficePackage.Relation> relations = file.relations(workbook);
    String folder = workbook.substring(0, workbook.lastIndexOf('/') + 1);
    readWorkbook(workbook, relations);
    styles = XlsxStyles.read(file, target(relations, "styles", folder + "styles.xml"));
    String shared = target(relations, "sharedStrings", folder + "sharedStrings.xml");
    if (file.has(shared)) {
      file.read(shared, this::readStrings);
    }
  }

  /** Gives each sheet to {@code consumer}; only one is in memory at a time. */
  static void read(Path path, Consumer<Sheet> consumer) throws IOException {
    try (OfficePackage file = new OfficePackage(path)) {
      XlsxReader reader = new XlsxReader(file);
      for (SheetPart sheet : reader.sheets) {
        if (file.has(sheet.part())) {
          consumer.accept(reader.sheet(sheet));
        }
      }
    }
  }

  private static String target(
      Map<String, OfficePackage.Relation> relations, String type, String usual) {
    return relations.values().stream()
        .filter(relation -> relation.type().equals(type))
        .map(OfficePackage.Relation::target)
        .findFirst()
        .orElse(usual);
  }

  private void readWorkbook(String part, Map<String, OfficePackage.Relation> relations)
      throws IOException {
    file.read(
        part,
        xml -> {
          while (xml.nextStart()) {
            if (xml.is("workbookPr")) {
              String flag = xml.attribute("date1904", "0");
              from1904 = flag.equals("1") || flag.equals("true");
            } else if (xml.is("sheet")) {
              // both "id" attributes differ in namespace only: the relationship's is never a number
              OfficePackage.Relation relation = relations.get(xml.attribute("id", ""));
              if (relation != null && relation.type().equals("worksheet")) {
                sheets.add(new SheetPart(xml.attribute("name", ""), relation.target()));
              }
            }
          }
        });
  }

  private void readStrings(XmlPart xml) throws XMLStreamException {
    while (xml.nextStart()) {
      if (xml.is("si")) {
        strings.add(richText(xml));
      }
    }
  }

  /** Returns the text of the element that just started, without phonetic hints. */
  private static String richText(XmlPart xml) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int depth = 1;
    while (depth > 0 && xml.next()) {
      if (xml.isStart() && xml.is("rPh")) {
        xml.skip();
      } else if (xml.isStart() && xml.is("t")) {
        text.append(xml.allText());
      } else {
        depth += xml.isStart() ? 1 : xml.isEnd() ? -1 : 0;
      }
    }
    return text.toString();
  }

  private Sheet sheet(SheetPart part) throws IOException {
    SheetBuilder builder = new SheetBuilder();
    Map<String, OfficePackage.Relation> relations = file.relations(part.part());
    file.read(
        part.part(),
        xml -> {
          int row = -1;
          int column = -1;
          while (xml.nextStart()) {
            if (xml.is("row")) {
              row = xml.number("r", row + 2) - 1;
              column = -1;
            } else if (xml.is("c")) {
              String place = xml.attribute("r", "");
              column = place.isEmpty() ? column + 1 : column(place);
              builder.cell(row, column, cell(xml));
            } else if (xml.is("hyperlink")) {
              link(xml, relations, builder);
            }
          }
        });
    return builder.build(part.name());
  }

  private @Nullable Object cell(XmlPart xml) throws XMLStreamException {
    String type = xml.attribute("t", "n");
    ExcelDates.Kind kind = styles.kind(xml.number("s", 0));
    String value = null;
    int depth = 1;
    while (depth > 0 && xml.next()) {
      if (xml.isStart() && xml.is("v")) {
        value = xml.allText();
      } else if (xml.isStart() && xml.is("is")) {
        value = richText(xml);
      } else {
        depth += xml.isStart() ? 1 : xml.isEnd() ? -1 : 0;
      }
    }
    return value == null ? null : value(type, value, kind);
  }

  private @Nullable Object value(String type, String value, ExcelDates.Kind kind) {
    try {
      return switch (type) {
        case "s" -> {
          int index = Integer.parseInt(value.strip());
          yield index >= 0 && index < strings.size() ? text(strings.get(index)) : null;
        }
        case "b" -> value.strip().equals("1") || value.strip().equalsIgnoreCase("true");
        case "e" -> new Sheet.CellError(value, 0);
        case "d" -> LocalDateTime.parse(value.strip().replaceFirst("Z$", ""));
        case "n" -> number(value.strip(), kind);
        default -> text(value);
      };
    } catch (NumberFormatException | DateTimeParseException e) {
      return text(value); // kept as it is written
    }
  }

  private static @Nullable Object text(String text) {
    return text.isEmpty() ? null : text;
  }

  private @Nullable Object number(String value, ExcelDates.Kind kind) {
    if (value.isEmpty()) {
      return null;
    } else if (kind != ExcelDates.Kind.NUMBER) {
      return ExcelDates.convert(Double.parseDouble(value), kind, from1904);
    }
    boolean whole = value.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    return whole ? new BigInteger(value) : (Object) Double.valueOf(value);
  }

  private static void link(
      XmlPart xml, Map<String, OfficePackage.Relation> relations, SheetBuilder builder) {
    OfficePackage.Relation relation = relations.get(xml.attribute("id", ""));
    if (relation == null || !relation.external()) {
      return;
    }
    String place = xml.attribute("ref", "").split(":", 2)[0];
    int row = row(place);
    int column = column(place);
    builder.link(row, column, relation.target());
  }

  private static int column(String place) {
    int column = 0;
    for (int i = 0; i < place.length() && Character.isLetter(place.charAt(i)); i++) {
      column = Math.min(1 << 20, column * 26 + Character.toUpperCase(place.charAt(i)) - 'A' + 1);
    }
    return column - 1;
  }

  private static int row(String place) {
    String digits = place.replaceAll("[^0-9]", "");
    return digits.isEmpty() || digits.length() > 7 ? -1 : Integer.parseInt(digits) - 1;
  }
}

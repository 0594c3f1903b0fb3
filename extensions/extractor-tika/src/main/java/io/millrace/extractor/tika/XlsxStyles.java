package io.millrace.extractor.tika;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/** Knows which cell styles show dates. */
final class XlsxStyles {
  private final List<ExcelDates.Kind> kinds = new ArrayList<>();

  static XlsxStyles read(OfficePackage file, String part) throws IOException {
    XlsxStyles styles = new XlsxStyles();
    if (file.has(part)) {
      file.read(part, styles::read);
    }
    return styles;
  }

  private void read(XmlPart xml) throws XMLStreamException {
    Map<Integer, String> formats = new HashMap<>();
    boolean inCellFormats = false;
    while (xml.next()) {
      if (xml.isStart() && xml.is("numFmt")) {
        formats.put(xml.number("numFmtId", -1), xml.attribute("formatCode", ""));
      } else if (xml.isStart() && xml.is("cellXfs")) {
        inCellFormats = true;
      } else if (xml.isEnd() && xml.is("cellXfs")) {
        return;
      } else if (xml.isStart() && inCellFormats && xml.is("xf")) {
        int id = xml.number("numFmtId", 0);
        kinds.add(ExcelDates.kind(id, formats.getOrDefault(id, "")));
      }
    }
  }

  ExcelDates.Kind kind(int style) {
    return style >= 0 && style < kinds.size() ? kinds.get(style) : ExcelDates.Kind.NUMBER;
  }
}

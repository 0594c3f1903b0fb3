package io.millrace.extractor.tika;

import java.util.ArrayList;
import java.util.List;

/** Properties as {@code key: value} lines; comments and blank lines stay (spec/04 §4). */
final class PropertiesText {
  private PropertiesText() {}

  static String read(String text) {
    List<String> lines = new ArrayList<>();
    for (String raw : PythonBlanks.lines(text)) {
      lines.add(line(PythonBlanks.strip(raw)));
    }
    return String.join("\n", lines);
  }

  private static String line(String line) {
    if (line.isEmpty() || line.startsWith("#") || line.startsWith("!")) {
      return line;
    }
    int equals = line.indexOf('=');
    int colon = line.indexOf(':');
    int separator = equals < 0 ? colon : colon < 0 ? equals : Math.min(equals, colon);
    if (separator < 0) {
      return line + ": ";
    }
    return PythonBlanks.strip(line.substring(0, separator))
        + ": "
        + PythonBlanks.strip(line.substring(separator + 1));
  }
}

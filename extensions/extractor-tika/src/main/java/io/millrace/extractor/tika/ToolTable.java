package io.millrace.extractor.tika;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A table as {@code dify_extractor} writes it: GitHub's Markdown (spec/04 §5.5). */
final class ToolTable {
  private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");

  private ToolTable() {}

  /** Appends one row and a newline. */
  static void row(List<String> cells, BoundedText out) {
    out.append(
        cells.stream().map(ToolTable::escape).collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  /** Appends the header, the separator and a newline after each. */
  static void header(List<String> cells, BoundedText out) {
    row(cells, out);
    row(cells.stream().map(cell -> "---").toList(), out);
  }

  /** Returns the header with names for what has none: {@code column_2}. */
  static List<String> named(List<String> header) {
    List<String> names = new ArrayList<>(header.size());
    for (String name : header) {
      names.add(name.isBlank() ? "column_" + (names.size() + 1) : name.strip());
    }
    return names;
  }

  /** Returns a row as {@code name: value; name: value}, blank values left out. */
  static String sentence(List<String> header, List<String> cells) {
    List<String> pairs = new ArrayList<>(cells.size());
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).isBlank()) {
        pairs.add(header.get(i) + ": " + cells.get(i).strip());
      }
    }
    return String.join("; ", pairs);
  }

  static String escape(String cell) {
    return LINE_BREAK.matcher(cell.replace("\\", "\\\\").replace("|", "\\|")).replaceAll("<br>");
  }
}

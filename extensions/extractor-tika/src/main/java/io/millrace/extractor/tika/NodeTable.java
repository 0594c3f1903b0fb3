package io.millrace.extractor.tika;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A table as the {@code document-extractor} node writes it (spec/04 §4, row csv). */
final class NodeTable {
  private static final Pattern LINE_BREAKS = Pattern.compile("[\r\n]+");

  private NodeTable() {}

  /** Appends the first row as header, then the others, with a newline between rows. */
  static void append(List<List<String>> rows, BoundedText out) {
    List<String> header = oneLine(rows.get(0));
    row(header, out);
    out.append('\n');
    row(
        header.stream().map(cell -> "-".repeat(cell.codePointCount(0, cell.length()))).toList(),
        out);
    for (List<String> cells : rows.subList(1, rows.size())) {
      out.append('\n');
      row(oneLine(cells), out);
    }
  }

  static String ofCsv(String csv, BoundedText out) {
    List<List<String>> rows = new ArrayList<>();
    CsvReader.read(csv, CsvReader.Mode.LENIENT).forEach(row -> rows.add(row.cells()));
    if (!rows.isEmpty()) {
      append(rows, out);
      out.append('\n');
    }
    return out.toString();
  }

  private static List<String> oneLine(List<String> cells) {
    return cells.stream().map(cell -> LINE_BREAKS.matcher(cell).replaceAll(" ")).toList();
  }

  private static void row(List<String> cells, BoundedText out) {
    out.append("| ").append(String.join(" | ", cells)).append(" |");
  }
}

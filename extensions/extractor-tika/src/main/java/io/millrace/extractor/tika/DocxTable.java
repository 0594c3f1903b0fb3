package io.millrace.extractor.tika;

import java.util.ArrayList;
import java.util.List;

/** A table whose merged cells show their text in every place they cover. */
final class DocxTable {
  private static final int WIDEST_SPAN = 1000;

  private final List<List<String>> rows = new ArrayList<>();
  private List<String> row = new ArrayList<>();

  void startRow() {
    row = new ArrayList<>();
    rows.add(row);
  }

  /** Leaves columns out at the start of the row. */
  void skip(int skipped) {
    for (int i = 0; i < Math.min(skipped, WIDEST_SPAN); i++) {
      row.add("");
    }
  }

  void cell(String text, int span, boolean continuesAbove) {
    for (int i = 0; i < Math.max(1, Math.min(span, WIDEST_SPAN)); i++) {
      row.add(continuesAbove ? above(text) : text);
    }
  }

  private String above(String otherwise) {
    List<String> previous = rows.size() < 2 ? List.of() : rows.get(rows.size() - 2);
    return row.size() < previous.size() ? previous.get(row.size()) : otherwise;
  }

  boolean isBlank() {
    return rows.stream().flatMap(List::stream).allMatch(String::isBlank);
  }

  /** Writes the table the node's way: cells as they are, line breaks as {@code <br>}. */
  void appendForNode(BoundedText out) {
    for (int i = 0; i < rows.size(); i++) {
      List<String> cells = rows.get(i).stream().map(cell -> cell.replace("\n", "<br>")).toList();
      out.append("| ").append(String.join(" | ", cells)).append(" |\n");
      if (i == 0) {
        out.append("| ").append(String.join(" | ", cells.stream().map(c -> "---").toList()));
        out.append(" |\n");
      }
    }
  }

  /** Writes the table the tool's way: cells trimmed and escaped. */
  void appendForTool(BoundedText out) {
    for (int i = 0; i < rows.size(); i++) {
      List<String> cells = rows.get(i).stream().map(PythonBlanks::strip).toList();
      if (i == 0) {
        ToolTable.header(cells, out);
      } else {
        ToolTable.row(cells, out);
      }
    }
  }

  /** Returns all cells on one line, for a table inside a cell. */
  String flat() {
    return String.join("\n", rows.stream().map(cells -> String.join(" ", cells)).toList());
  }
}

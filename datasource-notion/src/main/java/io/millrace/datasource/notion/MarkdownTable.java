package io.millrace.datasource.notion;

import java.util.List;

/** Rows of cells as a Markdown table. */
final class MarkdownTable {
  private final StringBuilder out = new StringBuilder();
  private final int columns;

  /**
   * @param header the cells of the first line: inline Markdown
   */
  MarkdownTable(List<String> header) {
    this.columns = Math.max(1, header.size());
    line(header);
    out.append('\n').append('|').append(" --- |".repeat(columns));
  }

  /** Adds a row; cells that it lacks are empty. */
  void add(List<String> cells) {
    out.append('\n');
    line(cells);
  }

  private void line(List<String> cells) {
    out.append('|');
    for (int i = 0; i < columns; i++) {
      String cell = i < cells.size() ? MarkdownEscape.cell(cells.get(i)) : "";
      out.append(' ').append(cell).append(cell.isEmpty() ? "|" : " |");
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}

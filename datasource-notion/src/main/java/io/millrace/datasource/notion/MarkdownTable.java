package io.millrace.datasource.notion;

import java.util.List;

/**
 * Rows of cells as a Markdown table. One that becomes long goes on, after an empty line, as a
 * further table with the same header: chunkers cut at empty lines, and what they must cut elsewhere
 * loses its spaces, its header and so its sense.
 */
final class MarkdownTable {
  private final StringBuilder out = new StringBuilder();
  private final int columns;
  private final String head;
  private final int most;
  private int begin;

  /**
   * @param header the cells of the first line: inline Markdown
   * @param most how many characters one table should have, or 0 for any number; a single row may
   *     have more
   */
  MarkdownTable(List<String> header, int most) {
    this.columns = Math.max(1, header.size());
    this.head = line(header) + "\n|" + " --- |".repeat(columns);
    this.most = most;
    out.append(head);
  }

  /** Adds a row; cells that it lacks are empty. */
  void add(List<String> cells) {
    String line = line(cells);
    int length = out.length() - begin;
    if (most > 0 && length > head.length() && length + 1 + line.length() > most) {
      out.append("\n\n");
      begin = out.length();
      out.append(head);
    }
    out.append('\n').append(line);
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < columns; i++) {
      String cell = i < cells.size() ? MarkdownEscape.cell(cells.get(i)) : "";
      line.append(' ').append(cell).append(cell.isEmpty() ? "|" : " |");
    }
    return line.toString();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}

package io.millrace.datasource.crawl;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/**
 * Gives every row of a table as many cells as the widest has, each below the one of its column:
 * what spans columns or rows is the first of the cells it spans, and the others are empty.
 */
final class TableGrid {
  private static final int WIDEST = 100;

  /** How many further rows a cell above reaches into, by column. */
  private final List<Integer> covered = new ArrayList<>();

  private int column;

  private TableGrid() {}

  static void square(List<Element> rows) {
    TableGrid grid = new TableGrid();
    rows.forEach(grid::place);
    int width = rows.stream().mapToInt(Element::childrenSize).max().orElse(0);
    for (Element row : rows) {
      while (row.childrenSize() < width) {
        row.appendElement("td");
      }
    }
  }

  private void place(Element row) {
    column = 0;
    for (Element cell : row.children()) {
      while (isCovered()) {
        cell.before(new Element("td"));
      }
      int columns = number(cell, "colspan");
      int rows = number(cell, "rowspan");
      String align = cell.attr("align");
      cell.clearAttributes();
      if (!align.isEmpty()) {
        cell.attr("align", align);
      }
      cover(rows - 1);
      for (int i = 1; i < columns; i++) {
        cell.after(new Element("td"));
        cover(rows - 1);
      }
    }
    while (isCovered()) {
      row.appendElement("td");
    }
  }

  private boolean isCovered() {
    if (column >= covered.size() || covered.get(column) == 0) {
      return false;
    }
    covered.set(column, covered.get(column) - 1);
    column++;
    return true;
  }

  private void cover(int rows) {
    if (column < covered.size()) {
      covered.set(column, rows);
    } else {
      covered.add(rows);
    }
    column++;
  }

  private static int number(Element cell, String attribute) {
    try {
      return Math.max(1, Math.min(WIDEST, Integer.parseInt(cell.attr(attribute).strip())));
    } catch (NumberFormatException e) {
      return 1;
    }
  }
}

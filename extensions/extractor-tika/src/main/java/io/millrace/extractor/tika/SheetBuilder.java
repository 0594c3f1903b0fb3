package io.millrace.extractor.tika;

import io.millrace.extractor.ExtractionException.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the cells of a sheet, in any order of columns but row by row. */
final class SheetBuilder {
  private static final int LAST_ROW = 1 << 20;
  private static final int LAST_COLUMN = 1 << 14;
  private static final int MOST_CELLS = 10_000_000;

  private final List<List<@Nullable Object>> rows = new ArrayList<>();
  private final Map<Long, String> links = new HashMap<>();
  private int cells;
  private int lastRow = -1;

  void cell(int row, int column, @Nullable Object value) {
    if (value == null || row < 0 || row >= LAST_ROW || column < 0 || column >= LAST_COLUMN) {
      return;
    }
    while (rows.size() <= row) {
      rows.add(List.of());
    }
    if (rows.get(row).isEmpty()) {
      rows.set(row, new ArrayList<>());
    }
    List<@Nullable Object> into = rows.get(row);
    cells += Math.max(1, column + 1 - into.size());
    if (cells > MOST_CELLS) {
      throw Flaw.of(
          Reason.LIMIT_EXCEEDED, "has a sheet of more than %,d cells".formatted(MOST_CELLS));
    }
    while (into.size() <= column) {
      into.add(null);
    }
    into.set(column, value);
    lastRow = Math.max(lastRow, row);
  }

  void link(int row, int column, String url) {
    links.put(Sheet.place(row, column), url);
  }

  /** Returns whether there is a value; a linked cell may have none. */
  boolean isBlank(int row, int column) {
    return row >= rows.size()
        || column >= rows.get(row).size()
        || rows.get(row).get(column) == null;
  }

  Sheet build(String name) {
    return new Sheet(name, rows.subList(0, lastRow + 1), links);
  }
}

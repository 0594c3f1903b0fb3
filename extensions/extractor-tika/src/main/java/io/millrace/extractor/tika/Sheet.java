package io.millrace.extractor.tika;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One sheet of a workbook.
 *
 * @param rows from the first row on, each without its trailing blank cells; an empty row is an
 *     empty list. A cell is a String, BigInteger, Double, Boolean, LocalDateTime, LocalTime,
 *     Duration, {@link CellError} or {@code null}
 * @param links URLs of linked cells, by {@link #place}
 */
record Sheet(String name, List<List<@Nullable Object>> rows, Map<Long, String> links) {

  /** An error that a formula gave. */
  record CellError(String text, int code) {}

  static long place(int row, int column) {
    return (long) row << 32 | column;
  }

  int width() {
    return rows.stream().mapToInt(List::size).max().orElse(0);
  }

  @Nullable Object cell(int row, int column) {
    List<@Nullable Object> cells = rows.get(row);
    return column < cells.size() ? cells.get(column) : null;
  }
}

package io.millrace.tool.chunk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A header and rows of cells, kept as they are written. When the first row is longer than the
 * header, the header belongs to the last cells; a cell that a row does not have is empty (spec/04
 * §5.4).
 */
final class CsvTable {
  private final List<String> columns;
  private final List<List<String>> rows;
  private final int unnamed;

  private CsvTable(List<String> columns, List<List<String>> rows) {
    this.columns = columns;
    this.rows = rows;
    this.unnamed = rows.isEmpty() ? 0 : Math.max(0, rows.get(0).size() - columns.size());
  }

  /**
   * Reads a table.
   *
   * @throws CsvException if the text has no header, or a row has more cells than the first
   */
  static CsvTable read(String text) {
    CsvReader reader = new CsvReader(text);
    List<String> header = reader.next();
    if (header == null) {
      throw new CsvException("No columns to parse from file");
    }
    List<List<String>> rows = new ArrayList<>();
    int expected = header.size();
    for (List<String> row = reader.next(); row != null; row = reader.next()) {
      if (rows.isEmpty()) {
        expected = Math.max(expected, row.size());
      } else if (row.size() > expected) {
        throw new CsvException(
            "Error tokenizing data. C error: Expected %d fields in line %d, saw %d\n"
                .formatted(expected, reader.line(), row.size()));
      }
      rows.add(row);
    }
    return new CsvTable(distinct(header), rows);
  }

  /** Names the unnamed columns, and numbers the further ones of one name. */
  private static List<String> distinct(List<String> header) {
    List<String> columns = new ArrayList<>(header);
    Set<String> taken = new HashSet<>(header);
    Map<String, Integer> repeats = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = header.get(i).isEmpty() ? "Unnamed: " + i : header.get(i);
      int repeat = repeats.getOrDefault(name, 0);
      String unique = name;
      if (repeat > 0) {
        while (!taken.add(name + "." + repeat)) {
          repeat++;
        }
        unique = name + "." + repeat;
      }
      repeats.put(name, repeat + 1);
      columns.set(i, unique);
    }
    return columns;
  }

  List<String> columns() {
    return columns;
  }

  int size() {
    return rows.size();
  }

  String cell(int row, int column) {
    List<String> cells = rows.get(row);
    int index = unnamed + column;
    return index < cells.size() ? cells.get(index) : "";
  }
}

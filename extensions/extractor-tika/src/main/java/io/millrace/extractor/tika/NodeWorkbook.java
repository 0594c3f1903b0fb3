package io.millrace.extractor.tika;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Workbooks as the {@code document-extractor} node writes them (spec/04 §4, row xls). */
final class NodeWorkbook implements Consumer<Sheet> {
  private final BoundedText out;

  NodeWorkbook(BoundedText out) {
    this.out = out;
  }

  @Override
  public void accept(Sheet sheet) {
    int width = sheet.width();
    List<List<String>> table = new ArrayList<>();
    table.add(width == 0 ? List.of() : header(sheet, width));
    List<PandasColumn> columns = columns(sheet, width);
    long pending = 0;
    for (int row = 1; row < sheet.rows().size(); row++) {
      if (sheet.rows().get(row).stream().allMatch(PandasColumn::isGap)) {
        continue;
      }
      List<String> cells = new ArrayList<>(width);
      for (int column = 0; column < width; column++) {
        cells.add(columns.get(column).text(sheet.cell(row, column)));
      }
      pending += 5L * width;
      out.checkRoom(pending);
      table.add(cells);
    }
    NodeTable.append(table, out);
    out.append("\n\n");
  }

  private static List<PandasColumn> columns(Sheet sheet, int width) {
    List<PandasColumn> columns = new ArrayList<>(width);
    for (int column = 0; column < width; column++) {
      PandasColumn kind = new PandasColumn();
      for (int row = 1; row < sheet.rows().size(); row++) {
        kind.see(sheet.cell(row, column));
      }
      columns.add(kind);
    }
    // rows are taken one by one, and a row of numbers has one type
    if (columns.stream().allMatch(PandasColumn::isNumeric)
        && columns.stream().anyMatch(PandasColumn::isReal)) {
      columns.forEach(PandasColumn::makeReal);
    }
    return columns;
  }

  private static List<String> header(Sheet sheet, int width) {
    List<String> names = new ArrayList<>(width);
    Set<Object> seen = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (int column = 0; column < width; column++) {
      Object value = sheet.cell(0, column);
      String name =
          value == null ? "Unnamed: " + column : CellText.python(CellText.wholeIfPossible(value));
      String unique = name;
      boolean doubled = !seen.add(identity(value, name));
      for (int n = 1; doubled && (n == 1 || taken.contains(unique)); n++) {
        unique = name + "." + n;
      }
      taken.add(unique);
      names.add(unique);
    }
    return names;
  }

  /** True and 1 are one name, as they are one key in Python. */
  private static Object identity(@Nullable Object value, String name) {
    return value instanceof Boolean flag ? (flag ? "1" : "0") : name;
  }
}

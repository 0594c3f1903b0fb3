package io.millrace.extractor.tika;

import io.millrace.extractor.ExtractedText.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Workbooks as {@code dify_extractor} writes them: a heading and a table a sheet (spec/04 §5.5).
 */
final class ToolWorkbook implements Consumer<Sheet> {
  private final String source;
  private final boolean oldFormat;
  private final BoundedText out;
  private final List<Part> parts = new ArrayList<>();

  ToolWorkbook(String source, boolean oldFormat, BoundedText out) {
    this.source = source;
    this.oldFormat = oldFormat;
    this.out = out;
  }

  List<Part> parts() {
    return parts;
  }

  @Override
  public void accept(Sheet sheet) {
    int width = sheet.width();
    if (width == 0) {
      return;
    }
    if (!out.isEmpty()) {
      out.append('\n');
    }
    out.append("## ").append(sheet.name()).append("\n\n");
    List<String> header = ToolTable.named(cells(sheet, 0, width));
    ToolTable.header(header, out);
    for (int row = 1; row < sheet.rows().size(); row++) {
      List<String> cells = cells(sheet, row, width);
      if (cells.stream().allMatch(String::isBlank)) {
        continue;
      }
      ToolTable.row(cells, out);
      parts.add(
          Part.of(
              ToolTable.sentence(header, cells),
              Map.of("source", source, "sheet", sheet.name(), "row", (long) row - 1)));
    }
  }

  private List<String> cells(Sheet sheet, int row, int width) {
    List<String> cells = new ArrayList<>(width);
    for (int column = 0; column < width; column++) {
      String text = CellText.tool(sheet.cell(row, column), oldFormat);
      String url = sheet.links().get(Sheet.place(row, column));
      if (url == null || url.isBlank()) {
        cells.add(text);
      } else {
        cells.add("[%s](%s)".formatted(text.isBlank() ? url : text, url));
      }
    }
    return cells;
  }
}

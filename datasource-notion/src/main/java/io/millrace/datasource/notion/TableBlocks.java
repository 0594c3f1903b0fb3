package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Simple tables. Markdown's always have a header: an empty one where Notion's has none. */
final class TableBlocks {
  private TableBlocks() {}

  static String table(Block block, Rendering page) {
    boolean header = block.body().path("has_column_header").asBoolean();
    boolean rowHeader = block.body().path("has_row_header").asBoolean();
    int width = block.body().path("table_width").asInt(0);
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode row : page.rawChildren(block)) {
      List<String> cells = cells(row, rowHeader && !(header && rows.isEmpty()));
      width = Math.max(width, cells.size());
      rows.add(cells);
    }
    if (rows.isEmpty() || width == 0) {
      return "";
    }
    List<String> empty = Collections.nCopies(width, "");
    List<String> first = new ArrayList<>(header ? rows.get(0) : empty);
    first.addAll(empty.subList(first.size(), width));
    MarkdownTable table = new MarkdownTable(first, page.tableCharacters());
    rows.stream().skip(header ? 1 : 0).forEach(table::add);
    return table.toString();
  }

  private static List<String> cells(JsonNode row, boolean rowHeader) {
    List<String> cells = new ArrayList<>();
    for (JsonNode cell : row.path("table_row").path("cells")) {
      String text = RichText.inline(cell).strip();
      boolean strong = rowHeader && cells.isEmpty() && !text.isEmpty() && !text.startsWith("**");
      cells.add(strong ? "**" + text + "**" : text);
    }
    return cells;
  }
}

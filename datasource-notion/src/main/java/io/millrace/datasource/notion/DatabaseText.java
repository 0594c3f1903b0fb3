package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.datasource.DatasourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A database as one document: its title, its description, and a table of all rows. */
final class DatabaseText {
  private final Session session;
  private final Workers workers;
  private final Titles titles;
  private final Properties properties;

  DatabaseText(Session session, Workers workers, Titles titles, Properties properties) {
    this.session = session;
    this.workers = workers;
    this.titles = titles;
    this.properties = properties;
  }

  String of(NotionObject database) {
    List<Table> found = workers.call(() -> Tables.of(session, database));
    String title = MarkdownEscape.heading(1, RichText.inline(database.titleText()));
    String text = title.isEmpty() ? "# Untitled Database" : title;
    text =
        Rendering.stacked(
            text,
            MarkdownEscape.paragraph(RichText.inline(database.json().path("description"))).strip());
    int rows = 0;
    for (Table table : found) {
      if (found.size() > 1) {
        text =
            Rendering.stacked(
                text, MarkdownEscape.heading(2, MarkdownEscape.inline(table.title())));
      }
      Written written = write(table, rows);
      rows = written.rows();
      text = Rendering.stacked(text, written.text());
    }
    return text + "\n";
  }

  private record Written(String text, int rows) {}

  private Written write(Table table, int before) {
    List<String> columns = columns(table.columns());
    List<String> header = new ArrayList<>();
    columns.forEach(name -> header.add(MarkdownEscape.inline(name)));
    Settings settings = session.account().settings();
    MarkdownTable text = new MarkdownTable(header, settings.tableCharacters());
    int most = settings.maxRows();
    int rows = before;
    Cursor cursor = session.rows(table.id());
    while (cursor.hasNext(workers)) {
      NotionObject row = new NotionObject(cursor.next());
      if (!row.isPage() || row.isGone()) {
        continue;
      }
      if (++rows > most) {
        throw DatasourceException.permanent(
            "The database has more than %,d rows. Make a document of each (rows=documents), or raise the setting 'max_rows'"
                .formatted(most),
            null);
      }
      titles.learn(row);
      text.add(cells(row, columns, table.columns()));
    }
    return new Written(text.toString(), rows);
  }

  /** The column of titles comes first, as Notion shows it; the others as the API lists them. */
  static List<String> columns(JsonNode schema) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, JsonNode> column : schema.properties()) {
      boolean title = column.getValue().path("type").asText("").equals("title");
      names.add(title ? 0 : names.size(), column.getKey());
    }
    return names;
  }

  private List<String> cells(NotionObject row, List<String> columns, JsonNode schema) {
    boolean linked = session.account().settings().rowLinks();
    List<String> cells = new ArrayList<>();
    for (String name : columns) {
      JsonNode property = row.properties().path(name);
      String text = properties.text(row, property, schema.path(name));
      boolean title = property.path("type").asText("").equals("title");
      cells.add(title && linked && !text.isBlank() ? titleCell(text, row) : text);
    }
    return cells;
  }

  /** The title leads to the row's own page. */
  private static String titleCell(String text, NotionObject row) {
    return text.contains("](") ? text : Links.of(MarkdownEscape.oneLine(text), row.url());
  }
}

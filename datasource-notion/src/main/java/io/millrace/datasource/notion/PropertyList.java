package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The properties of a row above its text, as a reader sees them when the row is open. */
final class PropertyList {
  private final Properties properties;

  PropertyList(Properties properties) {
    this.properties = properties;
  }

  /** Returns a line for each property that has a value; empty for a page that is no row. */
  String of(NotionObject page, @Nullable JsonNode columns) {
    if (columns == null) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    for (Map.Entry<String, JsonNode> entry : page.properties().properties()) {
      if (entry.getValue().path("type").asText("").equals("title")) {
        continue;
      }
      JsonNode column = columns.path(entry.getKey());
      String text =
          properties.text(
              page, entry.getValue(), column.isObject() ? column : MissingNode.getInstance());
      if (!text.isBlank()) {
        out.append(out.length() == 0 ? "" : "\n")
            .append("- **")
            .append(MarkdownEscape.oneLine(MarkdownEscape.inline(entry.getKey())))
            .append(":** ")
            .append(text.strip().replaceAll("\\s*\n\\s*", "<br>"));
      }
    }
    return out.toString();
  }
}

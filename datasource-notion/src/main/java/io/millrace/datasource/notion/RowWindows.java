package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.datasource.DatasourceException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table, the oldest first. One query of Notion's gives 10,000 rows at most and then
 * says that it is incomplete; the next one asks for what was created since the last of them. Rows
 * of that very moment come twice, and are passed on once.
 */
final class RowWindows implements Function<@Nullable String, JsonNode> {
  /** Begins a cursor of ours, which stands for a new query; Notion's are UUIDs. */
  private static final String SINCE = "since ";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private final Function<ObjectNode, JsonNode> query;
  private final Set<String> ofLastMoment = new HashSet<>();
  private String begin = "";
  private String last = "";
  private boolean incomplete;

  /**
   * @param query sends a query's body
   */
  RowWindows(Function<ObjectNode, JsonNode> query) {
    this.query = query;
  }

  @Override
  public JsonNode apply(@Nullable String cursor) {
    ObjectNode body = JSON.objectNode().put("page_size", Session.PAGE_SIZE);
    ObjectNode oldestFirst =
        JSON.objectNode().put("timestamp", "created_time").put("direction", "ascending");
    body.putArray("sorts").add(oldestFirst);
    if (cursor != null && cursor.startsWith(SINCE)) {
      begin = cursor.substring(SINCE.length());
      incomplete = false;
    } else if (cursor != null) {
      body.put("start_cursor", cursor);
    }
    if (!begin.isEmpty()) {
      ObjectNode filter = body.putObject("filter").put("timestamp", "created_time");
      filter.putObject("created_time").put("on_or_after", begin);
    }
    return newRows(query.apply(body));
  }

  private JsonNode newRows(JsonNode page) {
    incomplete |= page.path("request_status").path("type").asText("").equals("incomplete");
    ArrayNode rows = JSON.arrayNode();
    for (JsonNode row : page.path("results")) {
      if (isNew(row)) {
        rows.add(row);
      }
    }
    boolean more = page.path("has_more").asBoolean();
    boolean again = !more && incomplete;
    if (again && last.equals(begin)) {
      throw DatasourceException.permanent(
          "The table has more rows of one moment, %s, than Notion lists. Those that it does not list cannot be read"
              .formatted(last),
          null);
    }
    return JSON.objectNode()
        .put("has_more", more || again)
        .put("next_cursor", again ? SINCE + last : page.path("next_cursor").textValue())
        .set("results", rows);
  }

  private boolean isNew(JsonNode row) {
    String created = row.path("created_time").asText("");
    if (!created.equals(last)) {
      last = created;
      ofLastMoment.clear();
    }
    return ofLastMoment.add(row.path("id").asText(""));
  }
}

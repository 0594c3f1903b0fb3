package io.millrace.testkit.notion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;

/** The sorts and filters of a query that are understood: those by the time of creation. */
final class Filters {
  private static final String CREATED = "created_time";

  private Filters() {}

  /** Leaves the rows that a query asks for, in the order that it asks for. */
  static void keep(List<ObjectNode> rows, JsonNode query) {
    JsonNode filter = query.path("filter");
    if (filter.isObject()) {
      String since = filter.path(CREATED).path("on_or_after").asText("");
      check(filter.path("timestamp"), since.isEmpty());
      rows.removeIf(row -> created(row).compareTo(since) < 0);
    }
    for (JsonNode sort : query.path("sorts")) {
      String direction = sort.path("direction").asText("ascending");
      check(sort.path("timestamp"), !direction.matches("ascending|descending"));
      Comparator<ObjectNode> byTime = Comparator.comparing(Filters::created);
      rows.sort(direction.equals("ascending") ? byTime : byTime.reversed());
    }
  }

  private static void check(JsonNode timestamp, boolean incomplete) {
    if (incomplete || !timestamp.asText("").equals(CREATED)) {
      throw ApiError.invalid("body failed validation: only created_time is understood here");
    }
  }

  private static String created(ObjectNode row) {
    return row.path(CREATED).asText();
  }
}

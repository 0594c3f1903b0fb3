package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/**
 * Where pages are in the tree of a listing (spec/05 §5.2). A page that lies in a block, such as a
 * column, belongs to the page around that; each such block is asked for once.
 */
final class Parents {
  static final String ROOT = "root";

  /** Blocks nest a few levels; what goes on for longer leads in a circle. */
  private static final int MOST_STEPS = 500;

  private final Session session;
  private final Workers workers;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  Parents(Session session, Workers workers) {
    this.session = session;
    this.workers = workers;
  }

  /** Returns the id that a parent object names; {@code root} for a workspace. */
  static String directId(JsonNode parent) {
    String type = parent.path("type").asText("");
    if (type.equals("data_source_id") && parent.path("database_id").isTextual()) {
      return parent.path("database_id").asText();
    }
    return parent.path(type).isTextual() ? parent.path(type).asText() : ROOT;
  }

  /** Resolves the parents of several objects, several at a time. */
  void resolve(List<NotionObject> objects) {
    Map<String, Future<String>> climbing = new LinkedHashMap<>();
    for (NotionObject object : objects) {
      String block = object.parent().path("block_id").asText("");
      if (!block.isEmpty() && !known.containsKey(block)) {
        climbing.computeIfAbsent(block, id -> workers.start(() -> climb(id)));
      }
    }
    climbing.forEach((block, task) -> known.put(block, workers.join(task)));
  }

  /** Returns the listed parent of an object whose parents were resolved. */
  String of(NotionObject object) {
    String block = object.parent().path("block_id").asText("");
    return block.isEmpty() ? directId(object.parent()) : known.getOrDefault(block, ROOT);
  }

  private String climb(String first) {
    Set<String> path = new HashSet<>();
    String block = first;
    while (path.add(block) && path.size() < MOST_STEPS) {
      String above = known.get(block);
      if (above != null) {
        return above;
      }
      try {
        JsonNode parent = session.block(block).path("parent");
        String next = parent.path("block_id").asText("");
        if (next.isEmpty()) {
          return directId(parent);
        }
        block = next;
      } catch (ApiException e) {
        if (e.isNotFound() || e.status() == 403) {
          return ROOT;
        }
        throw e;
      }
    }
    return ROOT;
  }
}

package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.datasource.DatasourceException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.Future;

/**
 * All blocks of a page, to any depth. Each list of children is fetched once, several at a time;
 * what leads in a circle ends there.
 */
final class BlockTree {
  private final Map<String, List<JsonNode>> children;
  private final Set<String> missing;

  private BlockTree(Map<String, List<JsonNode>> children, Set<String> missing) {
    this.children = children;
    this.missing = missing;
  }

  /** Returns the children of a block or page; none when it is gone. */
  List<JsonNode> children(String id) {
    return children.getOrDefault(id, List.of());
  }

  /** Returns whether a block's children could not be had: it is gone, or not shared. */
  boolean isMissing(String id) {
    return missing.contains(id);
  }

  static BlockTree read(Session session, Workers workers, String root, int maxBlocks) {
    return new Reader(session, workers, root, maxBlocks).read();
  }

  /** The children of one block, or {@code null} when it is not there. */
  private record Fetched(String id, List<JsonNode> children, boolean found) {}

  private static final class Reader {
    private final Session session;
    private final Workers workers;
    private final String root;
    private final int maxBlocks;
    private final Queue<String> waiting = new ArrayDeque<>();
    private final Set<String> asked = new HashSet<>();
    private final Set<Future<Fetched>> underWay = new HashSet<>();
    private final Map<String, List<JsonNode>> children = new HashMap<>();
    private final Set<String> missing = new HashSet<>();
    private int inFlight;
    private int blocks;

    Reader(Session session, Workers workers, String root, int maxBlocks) {
      this.session = session;
      this.workers = workers;
      this.root = root;
      this.maxBlocks = maxBlocks;
    }

    BlockTree read() {
      CompletionService<Fetched> queue = workers.queue();
      try {
        ask(root);
        while (inFlight > 0 || !waiting.isEmpty()) {
          while (inFlight < workers.count() && !waiting.isEmpty()) {
            String id = waiting.remove();
            underWay.add(queue.submit(() -> fetch(id)));
            inFlight++;
          }
          add(workers.take(queue));
          inFlight--;
          underWay.removeIf(Future::isDone);
        }
      } finally {
        underWay.forEach(task -> task.cancel(true));
      }
      return new BlockTree(children, missing);
    }

    private void ask(String id) {
      if (asked.add(id)) {
        waiting.add(id);
      }
    }

    private void add(Fetched fetched) {
      children.put(fetched.id(), fetched.children());
      if (!fetched.found()) {
        missing.add(fetched.id());
      }
      blocks += fetched.children().size();
      if (blocks > maxBlocks) {
        throw tooMany();
      }
      for (JsonNode json : fetched.children()) {
        Block block = new Block(json, 0);
        if (block.hasOwnChildren()) {
          ask(block.parentOfChildren());
        }
      }
    }

    private Fetched fetch(String id) {
      List<JsonNode> found = new ArrayList<>();
      try {
        Cursor cursor = session.children(id);
        while (cursor.hasNext()) {
          JsonNode block = cursor.next();
          if (!new Block(block, 0).isGone()) {
            found.add(block);
          }
          if (found.size() > maxBlocks) {
            throw tooMany();
          }
        }
        return new Fetched(id, found, true);
      } catch (ApiException e) {
        if (e.isNotFound() && !id.equals(root)) {
          return new Fetched(id, List.of(), false);
        }
        throw e;
      }
    }

    private DatasourceException tooMany() {
      return DatasourceException.permanent(
          "The page has more than %,d blocks. Split it, or raise the setting 'max_blocks'"
              .formatted(maxBlocks),
          null);
    }
  }
}

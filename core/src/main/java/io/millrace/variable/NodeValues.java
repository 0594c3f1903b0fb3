package io.millrace.variable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What one node or namespace has in a pool, by name. Most nodes have one output: it needs no map.
 */
final class NodeValues {
  private final String firstName;
  private volatile Value first;
  private volatile @Nullable Map<String, Value> others;

  NodeValues(String name, Value value) {
    this.firstName = name;
    this.first = value;
  }

  @Nullable Value get(String name) {
    if (name.equals(firstName)) {
      return first;
    }
    Map<String, Value> more = others;
    return more == null ? null : more.get(name);
  }

  void put(String name, Value value) {
    if (name.equals(firstName)) {
      first = value;
    } else {
      others().put(name, value);
    }
  }

  private Map<String, Value> others() {
    Map<String, Value> more = others;
    if (more != null) {
      return more;
    }
    synchronized (this) {
      more = others;
      if (more == null) {
        more = new ConcurrentHashMap<>();
        others = more;
      }
      return more;
    }
  }

  void forEach(BiConsumer<String, Value> action) {
    action.accept(firstName, first);
    Map<String, Value> more = others;
    if (more != null) {
      more.forEach(action);
    }
  }
}

package io.millrace.variable;

import io.millrace.file.FileRef;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of one walk of the graph, by {@code [node, name]}.
 *
 * <p>Safe for use by the parallel branches of a walk. Values are shared, never copied. A
 * {@linkplain #scope() scope} sees the values of its parent and keeps its own writes to itself; it
 * costs nothing until something is put into it.
 *
 * @since 0.1
 */
public final class VariablePool {
  private final @Nullable VariablePool parent;
  private final Function<FileRef, @Nullable String> fileUrls;
  private final Map<String, NodeValues> nodes = new ConcurrentHashMap<>();

  /** Creates an empty pool in which only remote files have a URL. */
  public VariablePool() {
    this(FileRef::remoteUrl);
  }

  /**
   * Creates an empty pool.
   *
   * @param fileUrls gives the URL under which a file can be fetched, or {@code null}
   */
  public VariablePool(Function<FileRef, @Nullable String> fileUrls) {
    this(null, fileUrls);
  }

  private VariablePool(
      @Nullable VariablePool parent, Function<FileRef, @Nullable String> fileUrls) {
    this.parent = parent;
    this.fileUrls = fileUrls;
  }

  /** Returns a pool that sees this one's values and keeps its own writes to itself. */
  public VariablePool scope() {
    return new VariablePool(this, fileUrls);
  }

  /** Puts a value whose type is the one it shows; a {@link Value} keeps its type. */
  public void put(String node, String name, @Nullable Object raw) {
    put(node, name, Value.of(raw));
  }

  /** Puts a value; a later one replaces it. */
  public void put(String node, String name, Value value) {
    NodeValues values = nodes.get(node);
    if (values == null) {
      values = nodes.putIfAbsent(node, new NodeValues(name, value));
    }
    if (values != null) {
      values.put(name, value);
    }
  }

  /**
   * Puts a value; a later one replaces it.
   *
   * @throws VariableException if {@code selector} has more than two parts: only whole variables are
   *     stored
   */
  public void put(Selector selector, Value value) {
    if (selector.parts().size() != 2) {
      throw new VariableException(
          "Invalid selector: expected 2 elements (node_id, variable_name), got "
              + selector.parts().size()
              + " elements");
    }
    put(selector.node(), selector.name(), value);
  }

  /** Returns the value stored under exactly {@code [node, name]}. */
  public Optional<Value> stored(String node, String name) {
    for (VariablePool pool = this; pool != null; pool = pool.parent) {
      NodeValues values = pool.nodes.get(node);
      Value value = values == null ? null : values.get(name);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the value at {@code selector}: a stored value, an attribute of a stored file, or what
   * the further parts lead to in a stored object (spec/03 §5). Empty when any part is missing; a
   * present null value is {@link Value#NONE}.
   */
  public Optional<Value> get(Selector selector) {
    return find(selector.parts());
  }

  /**
   * Returns the value at {@code path}, as {@link #get} does. Empty also when the path has fewer
   * than two parts, which node settings may hold.
   */
  public Optional<Value> find(List<String> path) {
    if (path.size() < 2) {
      return Optional.empty();
    }
    Optional<Value> stored = stored(path.get(0), path.get(1));
    return path.size() == 2
        ? stored
        : stored.flatMap(value -> Paths.descend(value, path, fileUrls));
  }

  /**
   * Returns an attribute of any file, as a selector's third part names it for a stored one. Empty
   * when there is no attribute of that name (spec/03 §5).
   */
  public Optional<Value> attribute(FileRef file, String attribute) {
    return FileAttributes.of(file, attribute, fileUrls);
  }

  /** Returns the URL under which {@code file} can be fetched, or {@code null} without one. */
  public @Nullable String url(FileRef file) {
    return fileUrls.apply(file);
  }

  /** Returns the raw value at {@code selector}, or {@code null} when missing or null. */
  public @Nullable Object raw(Selector selector) {
    return get(selector).map(Value::raw).orElse(null);
  }

  /** Returns a copy of everything stored under {@code node}, by name. */
  public Map<String, Value> under(String node) {
    Map<String, Value> all = parent == null ? new LinkedHashMap<>() : parent.under(node);
    NodeValues values = nodes.get(node);
    if (values != null) {
      values.forEach(all::put);
    }
    return all;
  }

  /** Returns a copy of the ids of all nodes and namespaces that have a value. */
  public Set<String> nodes() {
    Set<String> all = parent == null ? new LinkedHashSet<>() : parent.nodes();
    all.addAll(nodes.keySet());
    return all;
  }

  /** Forgets everything stored under {@code node} in this pool (not in its parent). */
  public void clear(String node) {
    nodes.remove(node);
  }
}

package io.millrace.variable;

import io.millrace.file.FileRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of one walk of the graph, by {@code [node, name]}.
 *
 * <p>Safe for use by the parallel branches of a walk. Values are shared, never copied. A
 * {@linkplain #scope() scope} sees the values of its parent and keeps its own writes to itself.
 *
 * @since 0.1
 */
public final class VariablePool {
  private final @Nullable VariablePool parent;
  private final Function<FileRef, @Nullable String> fileUrls;
  private final Map<String, Map<String, Value>> nodes = new ConcurrentHashMap<>();

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

  /** Puts a value whose type is the one it shows. */
  public void put(String node, String name, @Nullable Object raw) {
    put(node, name, Value.of(raw));
  }

  /** Puts a value; a later one replaces it. */
  public void put(String node, String name, Value value) {
    nodes.computeIfAbsent(node, key -> new ConcurrentHashMap<>()).put(name, value);
  }

  /** Returns the value stored under exactly {@code [node, name]}. */
  public Optional<Value> stored(String node, String name) {
    for (VariablePool pool = this; pool != null; pool = pool.parent) {
      Map<String, Value> values = pool.nodes.get(node);
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
    return stored(selector.node(), selector.name())
        .flatMap(value -> Paths.descend(value, selector.parts(), fileUrls));
  }

  /** Returns the raw value at {@code selector}, or {@code null} when missing or null. */
  public @Nullable Object raw(Selector selector) {
    return get(selector).map(Value::raw).orElse(null);
  }

  /** Returns a copy of everything stored under {@code node}, by name. */
  public Map<String, Value> under(String node) {
    Map<String, Value> all = parent == null ? new LinkedHashMap<>() : parent.under(node);
    all.putAll(nodes.getOrDefault(node, Map.of()));
    return all;
  }

  /** Forgets everything stored under {@code node} in this pool (not in its parent). */
  public void clear(String node) {
    nodes.remove(node);
  }
}

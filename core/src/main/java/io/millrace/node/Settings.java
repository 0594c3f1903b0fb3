package io.millrace.node;

import io.millrace.graph.Node;
import io.millrace.variable.Selector;
import io.millrace.variable.VariableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a node's settings; what cannot be used is an {@link InvalidNodeException} that names the
 * field, what it must be and what it was.
 *
 * @since 0.1
 */
public final class Settings {
  private final Map<String, Object> data;

  private Settings(Map<String, Object> data) {
    this.data = data;
  }

  /** Returns the settings of a node. */
  public static Settings of(Node node) {
    return new Settings(node.data());
  }

  /** Returns the settings in an object inside a node's settings. */
  public static Settings of(Map<String, Object> object) {
    return new Settings(object);
  }

  /** Returns a field as it is, or {@code null} when absent. */
  public @Nullable Object raw(String field) {
    return data.get(field);
  }

  /** Returns a text field that must be there. */
  public String string(String field) {
    return find(field, String.class, "a string").orElseThrow(() -> missing(field, "a string"));
  }

  /** Returns a text field, or {@code fallback} when absent. */
  public String string(String field, String fallback) {
    return find(field, String.class, "a string").orElse(fallback);
  }

  /** Returns a whole number, or {@code fallback} when absent. */
  public int integer(String field, int fallback) {
    return find(field, Number.class, "a number").map(Number::intValue).orElse(fallback);
  }

  /** Returns a switch, or {@code fallback} when absent. */
  public boolean bool(String field, boolean fallback) {
    return find(field, Boolean.class, "true or false").orElse(fallback);
  }

  /** Returns a selector that must be there. */
  public Selector selector(String field) {
    Object value = data.get(field);
    if (value == null) {
      throw missing(field, "a list of strings: [node, name]");
    }
    try {
      return Selector.parse(value);
    } catch (VariableException e) {
      throw new InvalidNodeException(field + ": " + e.getMessage(), e);
    }
  }

  /** Returns an object, or an empty one when absent. */
  public Settings object(String field) {
    return new Settings(
        find(field, Map.class, "an object").map(Settings::stringKeys).orElse(Map.of()));
  }

  /** Returns a list of objects; empty when absent. */
  public List<Map<String, Object>> objects(String field) {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (Object element : find(field, List.class, "a list").orElse(List.of())) {
      if (!(element instanceof Map<?, ?> map)) {
        throw new InvalidNodeException(field + " must be a list of objects, but has " + element);
      }
      objects.add(stringKeys(map));
    }
    return objects;
  }

  private <T> Optional<T> find(String field, Class<T> type, String expected) {
    Object value = data.get(field);
    if (value != null && !type.isInstance(value)) {
      throw new InvalidNodeException(field + " must be " + expected + ", but was " + value);
    }
    return Optional.ofNullable(type.cast(value));
  }

  private static InvalidNodeException missing(String field, String expected) {
    return new InvalidNodeException(field + " is required: " + expected);
  }

  private static Map<String, Object> stringKeys(Map<?, ?> map) {
    Map<String, Object> object = new LinkedHashMap<>();
    map.forEach((key, value) -> object.put(String.valueOf(key), value));
    return object;
  }
}

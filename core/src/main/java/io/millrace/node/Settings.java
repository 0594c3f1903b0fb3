package io.millrace.node;

import com.google.common.collect.ImmutableList;
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
  private final String prefix;
  private final Map<String, Object> data;

  private Settings(Map<String, Object> data) {
    this("", data);
  }

  private Settings(String prefix, Map<String, Object> data) {
    this.prefix = prefix;
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
      throw new InvalidNodeException(prefix + field + ": " + e.getMessage(), e);
    }
  }

  /** Returns an object, or an empty one when absent. */
  public Settings object(String field) {
    return new Settings(
        prefix + field + ".",
        find(field, Map.class, "an object").map(Settings::stringKeys).orElse(Map.of()));
  }

  /** Returns an object that must be there. */
  public Settings requiredObject(String field) {
    if (data.get(field) == null) {
      throw missing(field, "an object");
    }
    return object(field);
  }

  /** Returns a list of objects that must be there; their messages name the place in the list. */
  public List<Settings> requiredObjects(String field) {
    List<Settings> objects = new ArrayList<>();
    for (Map<String, Object> object : objects(field, requiredList(field))) {
      objects.add(new Settings(prefix + field + "[" + objects.size() + "].", object));
    }
    return objects;
  }

  /** Returns a list of strings that must be there; it may be empty, as a path may in Dify. */
  public ImmutableList<String> strings(String field) {
    return strings(field, requiredList(field));
  }

  /** Returns a list of lists of strings that must be there. */
  public ImmutableList<ImmutableList<String>> stringLists(String field) {
    ImmutableList.Builder<ImmutableList<String>> lists = ImmutableList.builder();
    for (Object element : requiredList(field)) {
      if (!(element instanceof List<?> list)) {
        throw new InvalidNodeException(prefix + field + " must be a list of lists of strings");
      }
      lists.add(strings(field, list));
    }
    return lists.build();
  }

  private List<?> requiredList(String field) {
    return find(field, List.class, "a list").orElseThrow(() -> missing(field, "a list"));
  }

  private ImmutableList<String> strings(String field, List<?> list) {
    ImmutableList.Builder<String> strings = ImmutableList.builder();
    for (Object element : list) {
      if (!(element instanceof String text)) {
        throw new InvalidNodeException(prefix + field + " must be a list of strings");
      }
      strings.add(text);
    }
    return strings.build();
  }

  /**
   * Returns a switch as Dify's settings are read: {@code true}, 1, 1.0 and the words true, t, yes,
   * y, on, 1 in any case are on, their opposites off.
   *
   * @return {@code fallback} when the field is not there
   */
  public boolean laxBool(String field, boolean fallback) {
    if (!data.containsKey(field)) {
      return fallback;
    }
    return LaxValues.bool(data.get(field))
        .orElseThrow(() -> new InvalidNodeException(prefix + field + " must be true or false"));
  }

  /**
   * Returns a whole number as Dify's settings are read: also from a text of digits, a float without
   * a fraction, or a boolean.
   *
   * @return {@code fallback} when the field is not there
   */
  public long laxInteger(String field, long fallback) {
    if (!data.containsKey(field)) {
      return fallback;
    }
    return LaxValues.integer(data.get(field))
        .orElseThrow(() -> new InvalidNodeException(prefix + field + " must be a whole number"));
  }

  /** Refuses a null in these fields, which may be absent but in Dify must not be null. */
  void refuseNull(String... fields) {
    for (String field : fields) {
      if (data.containsKey(field) && data.get(field) == null) {
        throw new InvalidNodeException(prefix + field + " must not be null; leave it out instead");
      }
    }
  }

  /** Returns what the text in a field that must be there stands for. */
  public <T> T choice(String field, Map<String, T> choices) {
    T chosen = choices.get(string(field));
    if (chosen == null) {
      throw new InvalidNodeException(
          prefix + field + " must be one of " + choices.keySet() + ", but was " + raw(field));
    }
    return chosen;
  }

  /** Returns a list of objects; empty when absent. */
  public List<Map<String, Object>> objects(String field) {
    return objects(field, find(field, List.class, "a list").orElse(List.of()));
  }

  private List<Map<String, Object>> objects(String field, List<?> list) {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof Map<?, ?> map)) {
        throw new InvalidNodeException(
            prefix + field + " must be a list of objects, but has " + element);
      }
      objects.add(stringKeys(map));
    }
    return objects;
  }

  private <T> Optional<T> find(String field, Class<T> type, String expected) {
    Object value = data.get(field);
    if (value != null && !type.isInstance(value)) {
      throw new InvalidNodeException(
          prefix + field + " must be " + expected + ", but was " + value);
    }
    return Optional.ofNullable(type.cast(value));
  }

  private InvalidNodeException missing(String field, String expected) {
    return new InvalidNodeException(prefix + field + " is required: " + expected);
  }

  private static Map<String, Object> stringKeys(Map<?, ?> map) {
    Map<String, Object> object = new LinkedHashMap<>();
    map.forEach((key, value) -> object.put(String.valueOf(key), value));
    return object;
  }
}

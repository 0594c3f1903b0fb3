package io.millrace.node;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An output that a code node declares.
 *
 * @param children the members of an object or of an array's objects; {@code null} when free
 */
record CodeOutput(Type type, @Nullable ImmutableMap<String, CodeOutput> children) {

  enum Type {
    STRING,
    NUMBER,
    OBJECT,
    BOOLEAN,
    ARRAY_STRING,
    ARRAY_NUMBER,
    ARRAY_OBJECT,
    ARRAY_BOOLEAN
  }

  private static final ImmutableMap<String, Type> TYPES =
      ImmutableMap.<String, Type>builder()
          .put("string", Type.STRING)
          .put("number", Type.NUMBER)
          .put("object", Type.OBJECT)
          .put("boolean", Type.BOOLEAN)
          .put("array[string]", Type.ARRAY_STRING)
          .put("array[number]", Type.ARRAY_NUMBER)
          .put("array[object]", Type.ARRAY_OBJECT)
          .put("array[boolean]", Type.ARRAY_BOOLEAN)
          .buildOrThrow();

  /**
   * Reads {@code {name: {type, children}}}.
   *
   * @throws InvalidNodeException if a type is none that an output can have
   */
  static ImmutableMap<String, CodeOutput> readAll(String field, @Nullable Object raw) {
    if (!(raw instanceof Map<?, ?> outputs)) {
      throw new InvalidNodeException(
          field + " must be an object of {name: {type}}, but was " + raw);
    }
    ImmutableMap.Builder<String, CodeOutput> all = ImmutableMap.builder();
    outputs.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          all.put(name, read(field + "." + name, value));
        });
    return all.buildOrThrow();
  }

  private static CodeOutput read(String field, @Nullable Object raw) {
    Map<?, ?> output = raw instanceof Map<?, ?> map ? map : Map.of();
    Type type = output.get("type") instanceof String name ? TYPES.get(name) : null;
    if (type == null) {
      throw new InvalidNodeException(
          field + ".type must be one of " + TYPES.keySet() + ", but was " + output.get("type"));
    }
    Object children = output.get("children");
    return new CodeOutput(type, children == null ? null : readAll(field + ".children", children));
  }
}

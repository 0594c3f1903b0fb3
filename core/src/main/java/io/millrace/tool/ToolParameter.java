package io.millrace.tool;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One parameter that a tool declares; the {@code tool} node casts to its type before the call
 * (spec/04 §5).
 *
 * @param name as in the pipeline file
 * @param type what the value is cast to
 * @param required whether a variable that does not exist fails the node
 * @param defaultValue shown to people; not applied by the engine
 * @since 0.1
 */
public record ToolParameter(
    String name, Type type, boolean required, @Nullable Object defaultValue) {
  public ToolParameter {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
  }

  /** Returns a required parameter. */
  public static ToolParameter required(String name, Type type) {
    return new ToolParameter(name, type, true, null);
  }

  /** Returns an optional parameter with the default shown to people. */
  public static ToolParameter optional(String name, Type type, @Nullable Object defaultValue) {
    return new ToolParameter(name, type, false, defaultValue);
  }

  /** What a value is cast to. */
  public enum Type {
    STRING,
    NUMBER,
    BOOLEAN,
    SELECT,
    SECRET,
    FILE,
    FILES,
    ARRAY,
    OBJECT,
    ANY
  }
}

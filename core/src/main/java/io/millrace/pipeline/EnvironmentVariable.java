package io.millrace.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value that every node can read as {@code {{#env.name#}}} (spec/03 §2).
 *
 * @param id unique in its pipeline; may be empty
 * @param name what references call it
 * @param valueType {@code string}, {@code number}, {@code integer}, {@code float} or {@code secret}
 * @param value the value; for a secret, in clear
 * @since 0.1
 */
public record EnvironmentVariable(
    String id, String name, String valueType, @Nullable Object value) {
  public EnvironmentVariable {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(valueType, "valueType");
  }

  static EnvironmentVariable of(Map<String, Object> definition) {
    return new EnvironmentVariable(
        Trees.text(definition.get("id"), ""),
        Trees.text(definition.get("name"), ""),
        Trees.text(definition.get("value_type"), "string"),
        definition.get("value"));
  }

  /** Returns whether the value must never be shown. */
  public boolean secret() {
    return valueType.equals("secret");
  }

  /** Hides the value of a secret. */
  @Override
  public String toString() {
    return "EnvironmentVariable[" + name + ": " + (secret() ? "secret" : value) + "]";
  }
}

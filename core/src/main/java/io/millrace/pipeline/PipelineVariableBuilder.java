package io.millrace.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Describes one pipeline variable in code; see {@link PipelineVariable#shared}.
 *
 * <p>Defaults: label = name, not required, no default value, no limit.
 *
 * @since 0.1
 */
public final class PipelineVariableBuilder {
  private final Map<String, Object> definition = new LinkedHashMap<>();

  PipelineVariableBuilder(String owner, String type, String variable) {
    definition.put("belong_to_node_id", owner);
    definition.put("type", type);
    definition.put("label", variable);
    definition.put("variable", variable);
    definition.put("required", false);
    definition.put("options", List.of());
  }

  /** Sets what people read next to the field. */
  public PipelineVariableBuilder label(String label) {
    return put("label", label);
  }

  /** Refuses a run that gives no value, unless there is a default. */
  public PipelineVariableBuilder required() {
    return put("required", true);
  }

  /** Sets the value of a run that does not name the variable. */
  public PipelineVariableBuilder defaultValue(Object value) {
    return put("default_value", value);
  }

  /** Sets the greatest number of code points of a text, or of files. */
  public PipelineVariableBuilder maxLength(int length) {
    return put("max_length", length);
  }

  /** Sets what a {@code select} may be. */
  public PipelineVariableBuilder options(String... options) {
    return put("options", List.of(options));
  }

  /** Returns the variable. */
  public PipelineVariable build() {
    return PipelineVariable.of(definition);
  }

  private PipelineVariableBuilder put(String key, Object value) {
    definition.put(key, value);
    return this;
  }
}

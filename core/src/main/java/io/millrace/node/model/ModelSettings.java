package io.millrace.node.model;

import io.millrace.model.ModelId;
import io.millrace.node.Settings;
import io.millrace.python.ConversionException;
import io.millrace.python.PythonJson;
import io.millrace.variable.Template;
import io.millrace.variable.VariablePool;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which model a node asks, and how.
 *
 * @param mode {@code chat} or {@code completion}
 * @param parameters {@code completion_params}, in which texts may refer to values
 */
record ModelSettings(ModelId id, String mode, Map<String, Object> parameters) {
  private static final int LONGEST_PARAMETER = 1_024;

  static ModelSettings read(Settings model) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    if (model.raw("completion_params") instanceof Map<?, ?> map) {
      map.forEach((name, value) -> parameters.put(String.valueOf(name), value));
    }
    return new ModelSettings(
        new ModelId(model.string("provider", ""), model.string("name")),
        model.string("mode", "chat"),
        parameters);
  }

  /** Returns the parameters with their references replaced; {@code "0.7"} becomes a number. */
  Map<String, @Nullable Object> resolved(VariablePool variables) {
    Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
    parameters.forEach(
        (name, value) ->
            resolved.put(
                name,
                value instanceof String text && text.contains("{{#")
                    ? literal(Template.parse(text).text(variables))
                    : value));
    return resolved;
  }

  private static Object literal(String text) {
    String cut = text.length() <= LONGEST_PARAMETER ? text : text.substring(0, LONGEST_PARAMETER);
    try {
      Object parsed = PythonJson.parse(cut.strip());
      return parsed instanceof Number || parsed instanceof Boolean ? parsed : cut;
    } catch (ConversionException notALiteral) {
      return cut;
    }
  }

  /** What events show of the model. */
  void showIn(Map<String, @Nullable Object> inputs) {
    inputs.put("model_provider", id.provider());
    inputs.put("model_name", id.name());
  }
}

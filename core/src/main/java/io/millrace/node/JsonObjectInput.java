package io.millrace.node;

import io.millrace.error.MillraceException;
import io.millrace.python.ConversionException;
import io.millrace.python.PythonJson;
import io.millrace.python.PythonValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An input of a start node that must be an object.
 *
 * @param schema the JSON schema it must match; empty when there is none
 */
record JsonObjectInput(String name, boolean required, Map<?, ?> schema) {

  static JsonObjectInput of(Settings variable) {
    return new JsonObjectInput(
        variable.string("variable"),
        variable.laxBool("required", false),
        schema(variable.raw("json_schema")));
  }

  private static Map<?, ?> schema(@Nullable Object raw) {
    Object schema = raw;
    if (raw instanceof String text) {
      if (text.isBlank()) {
        return Map.of();
      }
      try {
        schema = PythonJson.parse(text);
      } catch (ConversionException e) {
        throw new InvalidNodeException("json_schema: " + e.getMessage(), e);
      }
    }
    if (schema == null) {
      return Map.of();
    } else if (schema instanceof Map<?, ?> map) {
      JsonSchema.check(map, "json_schema");
      return map;
    }
    throw new InvalidNodeException("json_schema must be an object");
  }

  void check(@Nullable Object value) {
    if (value == null && required) {
      throw new MillraceException(name + " is required in input form");
    } else if (!PythonValues.truthy(value)) {
      return;
    } else if (!(value instanceof Map)) {
      throw new MillraceException("JSON object for '" + name + "' must be an object");
    }
    String problem = JsonSchema.problem(schema, value, name);
    if (problem != null) {
      throw new MillraceException(
          "JSON object for '" + name + "' does not match schema: " + problem);
    }
  }
}

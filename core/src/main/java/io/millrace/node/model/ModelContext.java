package io.millrace.node.model;

import io.millrace.node.Settings;
import io.millrace.python.PythonText;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import io.millrace.variable.VariablePool;
import java.util.List;
import java.util.Map;

/**
 * The {@code context} of an {@code llm} node: what {@code {{#context#}}} stands for.
 *
 * @param path where it is, or empty
 */
record ModelContext(List<String> path) {

  static ModelContext read(Settings settings) {
    Settings context = settings.object("context");
    boolean used =
        context.bool("enabled", false) && context.raw("variable_selector") instanceof List<?>;
    return new ModelContext(used ? context.strings("variable_selector") : List.of());
  }

  /** Returns a text as it is, of a list the contents, one a line; empty for anything else. */
  String text(VariablePool variables) {
    Value value = variables.find(path).orElse(Value.NONE);
    if (value.type() == ValueType.STRING) {
      return String.valueOf(value.raw());
    }
    if (!(value.raw() instanceof List<?> list)) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (Object item : list) {
      append(text, item);
    }
    return text.toString().strip();
  }

  private static void append(StringBuilder text, Object item) {
    if (item instanceof Map<?, ?> map && map.get("content") != null) {
      if (map.get("summary") instanceof String summary && !summary.isEmpty()) {
        text.append(summary).append('\n');
      }
      text.append(PythonText.str(map.get("content"))).append('\n');
    } else if (item instanceof String line) {
      text.append(line).append('\n');
    } else {
      String shown = PythonText.str(item);
      throw new ModelNodeException(
          "InvalidContextStructureError",
          "Invalid context structure: " + shown.substring(0, Math.min(shown.length(), 2_000)));
    }
  }
}

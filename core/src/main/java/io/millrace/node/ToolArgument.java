package io.millrace.node;

import io.millrace.variable.Selector;
import io.millrace.variable.Template;
import io.millrace.variable.VariableException;
import io.millrace.variable.VariablePool;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code tool_parameters} entry gives: a variable's value, or a rendered text. Constants are
 * rendered too, and so become text (spec/04 §5).
 *
 * @param selector of a variable, else {@code null}
 * @param template of a text, else {@code null}
 */
record ToolArgument(@Nullable Selector selector, @Nullable Template template) {

  static Map<String, ToolArgument> readAll(Settings node) {
    Map<String, ToolArgument> arguments = new LinkedHashMap<>();
    if (node.raw("tool_parameters") instanceof Map<?, ?> parameters) {
      parameters.forEach(
          (name, raw) -> {
            ToolArgument argument = read(String.valueOf(name), raw);
            if (argument != null) {
              arguments.put(String.valueOf(name), argument);
            }
          });
    } else if (node.raw("tool_parameters") != null) {
      throw new InvalidNodeException(
          "tool_parameters must be an object of {name: {type, value}}, but was "
              + node.raw("tool_parameters"));
    }
    return arguments;
  }

  private static @Nullable ToolArgument read(String name, @Nullable Object raw) {
    String field = "tool_parameters." + name;
    if (raw == null) {
      return null;
    }
    if (!(raw instanceof Map<?, ?> map)) {
      throw new InvalidNodeException(field + " must be an object {type, value}, but was " + raw);
    }
    Object value = map.get("value");
    if (value == null) {
      return null;
    }
    return switch (String.valueOf(map.get("type"))) {
      case "variable" -> new ToolArgument(selector(field, value), null);
      case "mixed" -> {
        if (!(value instanceof String text)) {
          throw new InvalidNodeException(field + ".value must be a string, but was " + value);
        }
        yield new ToolArgument(null, Template.parse(text));
      }
      case "constant" -> new ToolArgument(null, Template.parse(Constants.text(value)));
      default ->
          throw new InvalidNodeException(
              field + ".type must be mixed, variable or constant, but was " + map.get("type"));
    };
  }

  private static Selector selector(String field, Object value) {
    try {
      return Selector.parse(value);
    } catch (VariableException e) {
      throw new InvalidNodeException(field + ".value: " + e.getMessage(), e);
    }
  }

  @Nullable Object value(VariablePool pool) {
    if (selector != null) {
      return pool.raw(selector);
    }
    return template == null ? null : template.text(pool);
  }
}

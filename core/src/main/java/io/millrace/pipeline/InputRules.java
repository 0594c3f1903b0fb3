package io.millrace.pipeline;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks and converts one input of a run, with Dify's texts (spec/03 §4.3). */
final class InputRules {
  private InputRules() {}

  /**
   * @throws InvalidInputsException if the input is missing or of the wrong kind
   */
  static @Nullable Object convert(PipelineVariable variable, Map<String, ?> inputs) {
    Object value = inputs.get(variable.variable());
    if (!inputs.containsKey(variable.variable())) {
      value = variable.defaultValue();
    }
    if (value == null && variable.required()) {
      throw invalid(variable, "is required in input form");
    }
    if (value == null) {
      value = variable.definition().get("default");
    }
    if (value == null) {
      return null;
    }
    Object converted = byType(variable, value);
    rejectObjects(variable, converted);
    return converted instanceof String text ? text.replace("\0", "") : converted;
  }

  private static @Nullable Object byType(PipelineVariable variable, Object value) {
    return switch (variable.type()) {
      case VariableTypes.TEXT_INPUT, VariableTypes.PARAGRAPH -> shortText(variable, value);
      case VariableTypes.SELECT -> option(variable, value);
      case VariableTypes.NUMBER -> number(variable, value);
      case VariableTypes.CHECKBOX -> checkbox(value);
      case VariableTypes.FILE -> file(variable, value);
      case VariableTypes.FILE_LIST -> files(variable, value);
      case VariableTypes.JSON_OBJECT -> object(variable, value);
      default -> value;
    };
  }

  private static String text(PipelineVariable variable, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new InvalidInputsException(
        List.of(
            "(type '%s') %s in input form must be a string"
                .formatted(variable.type(), variable.variable())));
  }

  private static String shortText(PipelineVariable variable, Object value) {
    String text = text(variable, value);
    Long limit = variable.maxLength();
    if (limit != null && limit != 0 && text.codePointCount(0, text.length()) > limit) {
      throw invalid(variable, "in input form must be less than " + limit + " characters");
    }
    return text;
  }

  private static String option(PipelineVariable variable, Object value) {
    String text = text(variable, value);
    if (!variable.options().contains(text)) {
      String options = variable.options().stream().collect(Collectors.joining("', '", "['", "']"));
      throw invalid(
          variable,
          "in input form must be one of the following: "
              + (variable.options().isEmpty() ? "[]" : options));
    }
    return text;
  }

  private static @Nullable Object number(PipelineVariable variable, Object value) {
    if (value instanceof String text) {
      if (text.isBlank()) {
        return null;
      }
      Number parsed =
          text.indexOf('.') >= 0 ? PythonNumbers.floating(text) : PythonNumbers.integer(text);
      if (parsed != null) {
        return parsed;
      }
    } else if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    } else if (value instanceof BigInteger big) {
      return Trees.number(big);
    } else if (value instanceof Number || value instanceof Boolean) {
      return value;
    }
    throw invalid(variable, "in input form must be a valid number");
  }

  private static Object checkbox(Object value) {
    return switch (value.toString().toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> value;
    };
  }

  private static @Nullable Object file(PipelineVariable variable, Object value) {
    if (value.equals("") && !variable.required()) {
      return null;
    } else if (value instanceof Map<?, ?>) {
      return value;
    }
    throw invalid(variable, "in input form must be a file");
  }

  private static Object files(PipelineVariable variable, Object value) {
    if (!(value instanceof List<?> list) || !list.stream().allMatch(Map.class::isInstance)) {
      throw invalid(variable, "in input form must be a list of files");
    }
    Long limit = variable.maxLength();
    if (limit != null && limit != 0 && list.size() > limit) {
      throw invalid(variable, "in input form must be less than " + limit + " files");
    }
    return list;
  }

  private static Object object(PipelineVariable variable, Object value) {
    boolean empty =
        value.equals("")
            || value.equals(false)
            || (value instanceof List<?> list && list.isEmpty())
            || (value instanceof Number number && number.doubleValue() == 0);
    if (empty || value instanceof Map<?, ?>) {
      return value;
    }
    throw invalid(variable, "in input form must be a dict");
  }

  private static void rejectObjects(PipelineVariable variable, @Nullable Object value) {
    boolean object =
        value instanceof Map<?, ?>
            && !variable.type().equals(VariableTypes.FILE)
            && !variable.type().equals(VariableTypes.JSON_OBJECT);
    boolean objects =
        value instanceof List<?> list
            && !list.isEmpty()
            && list.stream().allMatch(Map.class::isInstance)
            && !variable.type().equals(VariableTypes.FILE_LIST);
    if (object || objects) {
      throw new InvalidInputsException(
          List.of("Invalid input type for ['" + variable.variable() + "']"));
    }
  }

  private static InvalidInputsException invalid(PipelineVariable variable, String fault) {
    return new InvalidInputsException(List.of(variable.variable() + " " + fault));
  }
}

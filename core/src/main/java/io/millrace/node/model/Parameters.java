package io.millrace.node.model;

import com.google.common.collect.ImmutableList;
import io.millrace.node.Settings;
import io.millrace.python.PythonText;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that a {@code parameter-extractor} looks for, and the checks of what it found. */
record Parameters(ImmutableList<Parameter> all) {
  private static final int LONGEST_SHOWN = 200;

  static Parameters read(Settings settings) {
    return new Parameters(
        settings.requiredObjects("parameters").stream()
            .map(Parameter::read)
            .collect(ImmutableList.toImmutableList()));
  }

  /** Returns the JSON schema of an object with all values. */
  Map<String, Object> schema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    all.forEach(parameter -> properties.put(parameter.name(), parameter.schema()));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", all.stream().filter(Parameter::required).map(Parameter::name).toList());
    return schema;
  }

  /** Returns what stands for an answer that could not be read; arrays have no place in it. */
  Map<String, @Nullable Object> nothing() {
    Map<String, @Nullable Object> nothing = new LinkedHashMap<>();
    for (Parameter parameter : all) {
      if (!parameter.type().isArray()) {
        nothing.put(parameter.name(), parameter.type().zero().raw());
      }
    }
    return nothing;
  }

  /** Returns what Dify finds wrong with a result, or {@code null}. */
  @Nullable String problem(Map<String, @Nullable Object> result) {
    if (result.size() != all.size()) {
      return "Invalid number of parameters";
    }
    for (Parameter parameter : all) {
      String problem = problem(parameter, result);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static @Nullable String problem(
      Parameter parameter, Map<String, @Nullable Object> result) {
    Object value = result.get(parameter.name());
    if (parameter.required() && !result.containsKey(parameter.name())) {
      return "Parameter " + parameter.name() + " is required";
    } else if (value == null || !parameter.type().accepts(value)) {
      String shown = PythonText.str(value);
      return "Invalid value for parameter %s, expected segment type: %s, actual_type: %s, value: %s"
          .formatted(
              parameter.name(),
              parameter.type().wireName(),
              Value.of(value).type().exposed().wireName(),
              shown.substring(0, Math.min(shown.length(), LONGEST_SHOWN)));
    } else if (parameter.type() == ValueType.STRING
        && !parameter.options().isEmpty()
        && !parameter.options().contains(value)) {
      return "Invalid `select` value for parameter " + parameter.name();
    }
    return null;
  }

  /** Returns every value with the type it was asked for. */
  Map<String, @Nullable Object> values(Map<String, @Nullable Object> result) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Parameter parameter : all) {
      values.put(parameter.name(), parameter.value(result.get(parameter.name())));
    }
    return values;
  }

  /** What events show. */
  List<Map<String, @Nullable Object>> shown() {
    return all.stream()
        .map(
            parameter -> {
              Map<String, @Nullable Object> shown = new LinkedHashMap<>();
              shown.put("name", parameter.name());
              shown.put("type", parameter.type().wireName());
              shown.put("options", parameter.options());
              shown.put("description", parameter.description());
              shown.put("required", parameter.required());
              return shown;
            })
        .toList();
  }
}

package io.millrace.condition;

import com.google.common.collect.ImmutableList;
import io.millrace.python.ConversionException;
import io.millrace.python.PythonJson;
import io.millrace.python.PythonNumbers;
import io.millrace.python.PythonValues;
import io.millrace.variable.Template;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import io.millrace.variable.VariablePool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a value is compared with: a text, a list of texts, a boolean, or nothing. */
final class Expected {
  private final @Nullable Object raw;
  private final @Nullable Template template;

  Expected(@Nullable Object raw) {
    this.raw = raw;
    this.template = raw instanceof String text ? Template.parse(text) : null;
  }

  @Nullable Object raw() {
    return raw;
  }

  /**
   * Returns what to compare {@code value} with: a text with its references filled in (not those
   * inside a list); for booleans, what the text is as JSON.
   */
  @Nullable Object forValue(Value value, VariablePool variables) {
    Object wanted = template == null ? raw : template.text(variables);
    if (wanted == null
        || (value.type() != ValueType.BOOLEAN && value.type() != ValueType.ARRAY_BOOLEAN)) {
      return wanted;
    } else if (wanted instanceof List<?> list) {
      return list.stream().map(Expected::toBoolean).collect(ImmutableList.toImmutableList());
    }
    return toBoolean(wanted);
  }

  /** Returns {@code wanted} for display: a text that shows a secret is masked as in a log. */
  @Nullable Object shown(@Nullable Object wanted, VariablePool variables) {
    return template != null && template.showsSecret(variables) ? template.log(variables) : wanted;
  }

  private static boolean toBoolean(Object wanted) {
    Object parsed = wanted instanceof String text ? PythonJson.parse(text) : wanted;
    if (parsed == null || !PythonNumbers.isNumber(parsed) || PythonNumbers.isFloat(parsed)) {
      throw new ConversionException(
          "A boolean is compared with true, false or a whole number, but not with this value");
    }
    return PythonValues.truthy(parsed);
  }
}

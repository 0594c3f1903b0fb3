package io.millrace.variable;

import io.millrace.file.FileRef;
import io.millrace.python.PythonNumbers;
import io.millrace.python.PythonText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells which type a raw value shows, and which raw values a type takes (spec/03 §5). */
final class ValueTypes {
  private ValueTypes() {}

  static ValueType infer(@Nullable Object raw) {
    return raw instanceof List<?> list ? ofList(list) : ofScalar(raw);
  }

  private static ValueType ofScalar(@Nullable Object raw) {
    if (raw == null) {
      return ValueType.NONE;
    } else if (raw instanceof String) {
      return ValueType.STRING;
    } else if (raw instanceof Boolean) {
      return ValueType.BOOLEAN;
    } else if (raw instanceof Number) {
      return PythonNumbers.isFloat(raw) ? ValueType.FLOAT : ValueType.INTEGER;
    } else if (raw instanceof FileRef) {
      return ValueType.FILE;
    } else if (raw instanceof Map) {
      return ValueType.OBJECT;
    }
    throw new VariableException("No value type for " + raw.getClass().getName());
  }

  private static ValueType ofList(List<?> list) {
    ValueType common = null;
    for (Object element : list) {
      // A list in a list makes array[any] whatever is in it, so that nesting costs nothing here.
      ValueType type = element instanceof List ? ValueType.ARRAY_ANY : ofScalar(element).inArray();
      if (common != null && common != type) {
        return ValueType.ARRAY_ANY;
      }
      common = type;
    }
    return common == null ? ValueType.ARRAY_ANY : common;
  }

  static boolean accepts(ValueType type, @Nullable Object raw) {
    return switch (type) {
      case STRING, SECRET -> raw instanceof String;
      case NUMBER, INTEGER, FLOAT -> raw != null && PythonNumbers.isNumber(raw);
      case BOOLEAN -> raw instanceof Boolean;
      case OBJECT -> raw instanceof Map;
      case FILE -> raw instanceof FileRef;
      case NONE -> raw == null;
      case ARRAY_ANY -> raw instanceof List;
      case ARRAY_STRING -> allAccepted(ValueType.STRING, raw);
      case ARRAY_NUMBER -> allAccepted(ValueType.NUMBER, raw);
      case ARRAY_OBJECT -> allAccepted(ValueType.OBJECT, raw);
      case ARRAY_FILE -> allAccepted(ValueType.FILE, raw);
      case ARRAY_BOOLEAN -> allAccepted(ValueType.BOOLEAN, raw);
    };
  }

  private static boolean allAccepted(ValueType element, @Nullable Object raw) {
    return raw instanceof List<?> list && list.stream().allMatch(item -> accepts(element, item));
  }

  /** Builds a value whose type must be {@code wanted}; a number takes the type it shows. */
  static Value build(ValueType wanted, @Nullable Object raw) {
    if (wanted.isArray() && raw instanceof List<?> list && list.isEmpty()) {
      return new Value(wanted, raw);
    }
    ValueType shown = infer(raw);
    boolean number =
        wanted == ValueType.NUMBER && (shown == ValueType.INTEGER || shown == ValueType.FLOAT);
    boolean anyOfNothing = raw instanceof List<?> list && list.isEmpty();
    if (number || (shown == wanted && !anyOfNothing)) {
      return new Value(shown, raw);
    }
    throw new VariableException(
        "Type mismatch: expected %s, but got %s"
            .formatted(wanted.wireName(), anyOfNothing ? "empty list" : found(shown, raw)));
  }

  private static String found(ValueType shown, @Nullable Object raw) {
    return raw == null ? "None" : shown.wireName() + ", value=" + PythonText.str(raw);
  }
}

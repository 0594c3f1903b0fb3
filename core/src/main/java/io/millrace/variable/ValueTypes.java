package io.millrace.variable;

import io.millrace.file.FileRef;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Infers the type of a raw value (spec/03 §5). */
final class ValueTypes {
  private ValueTypes() {}

  static ValueType infer(@Nullable Object raw) {
    if (raw == null) {
      return ValueType.NONE;
    } else if (raw instanceof String) {
      return ValueType.STRING;
    } else if (raw instanceof Boolean) {
      return ValueType.BOOLEAN;
    } else if (raw instanceof Long || raw instanceof Integer || raw instanceof BigInteger) {
      return ValueType.INTEGER;
    } else if (raw instanceof Double) {
      return ValueType.FLOAT;
    } else if (raw instanceof FileRef) {
      return ValueType.FILE;
    } else if (raw instanceof Map) {
      return ValueType.OBJECT;
    } else if (raw instanceof List<?> list) {
      return ofList(list);
    }
    throw new VariableException("No value type for " + raw.getClass().getName());
  }

  private static ValueType ofList(List<?> list) {
    ValueType common = null;
    for (Object element : list) {
      ValueType type = arrayOf(infer(element));
      if (common != null && common != type) {
        return ValueType.ARRAY_ANY;
      }
      common = type;
    }
    return common == null ? ValueType.ARRAY_ANY : common;
  }

  private static ValueType arrayOf(ValueType element) {
    return switch (element) {
      case STRING -> ValueType.ARRAY_STRING;
      case INTEGER, FLOAT, NUMBER -> ValueType.ARRAY_NUMBER;
      case OBJECT -> ValueType.ARRAY_OBJECT;
      case FILE -> ValueType.ARRAY_FILE;
      case BOOLEAN -> ValueType.ARRAY_BOOLEAN;
      default -> ValueType.ARRAY_ANY;
    };
  }
}

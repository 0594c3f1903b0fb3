package io.millrace.variable;

import io.millrace.python.ConversionException;
import io.millrace.python.NumberText;
import io.millrace.python.PythonJson;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values that a node with error strategy {@code default-value} falls back to (spec/04
 * §1).
 *
 * @since 0.1
 */
public final class DefaultValues {
  private static final String TYPES =
      "string, number, object, array[number], array[string], array[object], array[file]";

  private DefaultValues() {}

  /**
   * Returns the raw value that an entry of {@code default_value} stands for: a text given for
   * another type than string is read as a float or as JSON; the value of an {@code array[file]} is
   * taken as it is.
   *
   * @throws VariableException if the type is none of those an entry may have, or the value is not
   *     of it
   */
  public static @Nullable Object parse(@Nullable Object typeName, @Nullable Object value) {
    ValueType type = type(typeName);
    if (type == ValueType.ARRAY_FILE) {
      return value;
    }
    Object parsed =
        value instanceof String text && type != ValueType.STRING ? read(type, text) : value;
    if (!type.accepts(parsed)) {
      throw new VariableException("The default value is not of its type " + type.wireName());
    }
    return parsed;
  }

  private static @Nullable Object read(ValueType type, String text) {
    try {
      return type == ValueType.NUMBER
          ? (Object) NumberText.parseFloat(text)
          : PythonJson.parse(text);
    } catch (ConversionException e) {
      throw new VariableException(
          "The default value is not of its type " + type.wireName() + ": " + e.getMessage());
    }
  }

  private static ValueType type(@Nullable Object name) {
    if (name instanceof String text) {
      for (ValueType type : ValueType.values()) {
        if (type.wireName().equals(text) && allowed(type)) {
          return type;
        }
      }
    }
    throw new VariableException("A default value has no type '" + name + "'. Known: " + TYPES);
  }

  private static boolean allowed(ValueType type) {
    return switch (type) {
      case STRING, NUMBER, OBJECT, ARRAY_NUMBER, ARRAY_STRING, ARRAY_OBJECT, ARRAY_FILE -> true;
      default -> false;
    };
  }
}

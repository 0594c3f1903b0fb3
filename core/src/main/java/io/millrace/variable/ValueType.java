package io.millrace.variable;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type of a value in the pool, with Dify's spelling (spec/03 §5).
 *
 * @since 0.1
 */
public enum ValueType {
  STRING("string"),
  NUMBER("number"),
  INTEGER("integer"),
  FLOAT("float"),
  BOOLEAN("boolean"),
  OBJECT("object"),
  FILE("file"),
  SECRET("secret"),
  NONE("none"),
  ARRAY_STRING("array[string]"),
  ARRAY_NUMBER("array[number]"),
  ARRAY_OBJECT("array[object]"),
  ARRAY_FILE("array[file]"),
  ARRAY_BOOLEAN("array[boolean]"),
  ARRAY_ANY("array[any]");

  private final String wireName;

  ValueType(String wireName) {
    this.wireName = wireName;
  }

  /** Returns Dify's spelling, such as {@code array[string]}. */
  public String wireName() {
    return wireName;
  }

  /** Returns whether values of this type are lists. */
  public boolean isArray() {
    return compareTo(ARRAY_STRING) >= 0;
  }

  /** Returns the type that Dify's forms show: integer and float are both {@link #NUMBER} there. */
  public ValueType exposed() {
    return this == INTEGER || this == FLOAT ? NUMBER : this;
  }

  /**
   * Returns whether Dify takes {@code raw} for this type where it checks a value from outside.
   *
   * <p>It is laxer than the type a value {@linkplain Value#of shows}: all three number types take
   * any number and booleans too, a secret takes any string.
   */
  public boolean accepts(@Nullable Object raw) {
    return ValueTypes.accepts(this, raw);
  }

  /**
   * Returns the value a variable of this type is cleared to: an empty text, zero, false, an empty
   * object or list.
   *
   * @throws VariableException for the types that have none: file, array[file], secret, none
   */
  public Value zero() {
    return switch (this) {
      case STRING -> new Value(STRING, "");
      case NUMBER, INTEGER -> new Value(INTEGER, 0L);
      case FLOAT -> new Value(FLOAT, 0.0);
      case BOOLEAN -> new Value(BOOLEAN, false);
      case OBJECT -> new Value(OBJECT, Map.of());
      case ARRAY_STRING, ARRAY_NUMBER, ARRAY_OBJECT, ARRAY_BOOLEAN, ARRAY_ANY ->
          new Value(this, List.of());
      default -> throw new VariableException("unsupported variable type: " + wireName);
    };
  }

  /** Returns the type of a list whose elements all have this type. */
  ValueType inArray() {
    return switch (this) {
      case STRING -> ARRAY_STRING;
      case INTEGER, FLOAT, NUMBER -> ARRAY_NUMBER;
      case OBJECT -> ARRAY_OBJECT;
      case FILE -> ARRAY_FILE;
      case BOOLEAN -> ARRAY_BOOLEAN;
      default -> ARRAY_ANY;
    };
  }

  /**
   * Returns the type with Dify's spelling.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ValueType of(String wireName) {
    for (ValueType type : values()) {
      if (type.wireName.equals(wireName)) {
        return type;
      }
    }
    throw new IllegalArgumentException("Unknown value type '" + wireName + "'");
  }
}

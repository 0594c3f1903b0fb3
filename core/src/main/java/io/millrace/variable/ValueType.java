package io.millrace.variable;

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
    return wireName.startsWith("array[");
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

package io.millrace.node;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.millrace.variable.ValueType;
import java.util.Arrays;

/** What version 2 of the assigner can do to a variable (spec/04 §6.9). */
enum AssignerOperation {
  OVER_WRITE("over-write"),
  CLEAR("clear"),
  APPEND("append"),
  EXTEND("extend"),
  SET("set"),
  ADD("+="),
  SUBTRACT("-="),
  MULTIPLY("*="),
  DIVIDE("/="),
  REMOVE_FIRST("remove-first"),
  REMOVE_LAST("remove-last");

  static final ImmutableMap<String, AssignerOperation> BY_NAME =
      Maps.uniqueIndex(Arrays.asList(values()), AssignerOperation::wireName);

  private final String wireName;

  AssignerOperation(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }

  boolean isArithmetic() {
    return this == ADD || this == SUBTRACT || this == MULTIPLY || this == DIVIDE;
  }

  /** Returns whether the operation needs a value. */
  boolean takesValue() {
    return this != CLEAR && this != REMOVE_FIRST && this != REMOVE_LAST;
  }

  boolean supports(ValueType target) {
    return switch (this) {
      case OVER_WRITE, CLEAR -> true;
      case SET -> isScalar(target);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE -> isNumber(target);
      case APPEND, EXTEND, REMOVE_FIRST, REMOVE_LAST -> target.isArray();
    };
  }

  /** Returns whether the value may come from another variable. */
  boolean supportsVariableInput() {
    return this != SET && !isArithmetic();
  }

  /** Returns whether the value may stand in the settings. */
  boolean supportsConstantInput(ValueType target) {
    boolean replaces = this == OVER_WRITE || this == SET;
    return isScalar(target) && (replaces || (isArithmetic() && isNumber(target)));
  }

  private static boolean isScalar(ValueType type) {
    return type == ValueType.STRING
        || type == ValueType.OBJECT
        || type == ValueType.BOOLEAN
        || isNumber(type);
  }

  private static boolean isNumber(ValueType type) {
    return type == ValueType.NUMBER || type == ValueType.INTEGER || type == ValueType.FLOAT;
  }
}

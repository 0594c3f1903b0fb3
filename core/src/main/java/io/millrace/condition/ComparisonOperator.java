package io.millrace.condition;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a condition asks of a value (spec/04 §6.1). */
enum ComparisonOperator {
  CONTAINS("contains"),
  NOT_CONTAINS("not contains"),
  START_WITH("start with"),
  END_WITH("end with"),
  IS("is"),
  IS_NOT("is not"),
  EMPTY("empty"),
  NOT_EMPTY("not empty"),
  IN("in"),
  NOT_IN("not in"),
  ALL_OF("all of"),
  EQUAL("="),
  NOT_EQUAL("≠"),
  GREATER(">"),
  LESS("<"),
  GREATER_OR_EQUAL("≥"),
  LESS_OR_EQUAL("≤"),
  NULL("null"),
  NOT_NULL("not null"),
  EXISTS("exists"),
  NOT_EXISTS("not exists");

  private final String wireName;

  ComparisonOperator(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }

  /** Returns whether a list of files is asked file by file. */
  boolean asksEachFile() {
    return this == CONTAINS || this == NOT_CONTAINS || this == ALL_OF;
  }

  /** Returns whether only presence counts, so that the expected value is not even looked at. */
  boolean asksPresence() {
    return this == EXISTS || this == NOT_EXISTS;
  }

  /** Returns whether, asked of many files, all must answer yes; else one is enough. */
  boolean mustHoldForAll() {
    return wireName.contains("not");
  }

  static ComparisonOperator parse(String field, @Nullable Object raw) {
    for (ComparisonOperator operator : values()) {
      if (operator.wireName.equals(raw)) {
        return operator;
      }
    }
    throw new InvalidConditionException(
        field + " must be one of " + known() + ", but was " + ConditionParser.shown(raw));
  }

  private static String known() {
    return Arrays.stream(values())
        .map(ComparisonOperator::wireName)
        .collect(Collectors.joining(", "));
  }
}

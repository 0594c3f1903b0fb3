package io.millrace.knowledge;

import com.google.common.base.Splitter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The comparison operators of metadata conditions (spec/06 §6). */
enum MetadataOperator {
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
  EQUAL("="),
  NOT_EQUAL("≠"),
  GREATER(">"),
  LESS("<"),
  AT_LEAST("≥"),
  AT_MOST("≤"),
  BEFORE("before"),
  AFTER("after");

  private static final int LONGEST_NUMBER = 40;
  private static final Splitter COMMA = Splitter.on(',').trimResults().omitEmptyStrings();

  private final String wireName;

  MetadataOperator(String wireName) {
    this.wireName = wireName;
  }

  /**
   * Returns the operator with Dify's spelling.
   *
   * @throws KnowledgeException if there is none
   */
  static MetadataOperator of(String wireName) {
    for (MetadataOperator operator : values()) {
      if (operator.wireName.equals(wireName)) {
        return operator;
      }
    }
    throw new KnowledgeException(
        "Unknown comparison_operator '%s'. Known: %s"
            .formatted(
                wireName,
                Arrays.stream(values())
                    .map(operator -> operator.wireName)
                    .collect(Collectors.joining(", "))));
  }

  boolean holds(@Nullable Object field, @Nullable Object value) {
    if (this == EMPTY || this == NOT_EMPTY) {
      return (field == null || "".equals(field)) == (this == EMPTY);
    }
    if (field == null || value == null) {
      return false;
    }
    return switch (this) {
      case CONTAINS -> text(field).contains(text(value));
      case NOT_CONTAINS -> !text(field).contains(text(value));
      case START_WITH -> text(field).startsWith(text(value));
      case END_WITH -> text(field).endsWith(text(value));
      case IS, EQUAL -> same(field, value);
      case IS_NOT, NOT_EQUAL -> !same(field, value);
      case IN -> list(value).stream().anyMatch(one -> same(field, one));
      case NOT_IN -> list(value).stream().noneMatch(one -> same(field, one));
      case GREATER, AFTER -> ordered(field, value, order -> order > 0);
      case LESS, BEFORE -> ordered(field, value, order -> order < 0);
      case AT_LEAST -> ordered(field, value, order -> order >= 0);
      case AT_MOST -> ordered(field, value, order -> order <= 0);
      case EMPTY, NOT_EMPTY -> throw new AssertionError(this);
    };
  }

  private static boolean same(Object field, Object value) {
    if (text(field).equals(text(value))) {
      return true;
    }
    return (field instanceof Number || value instanceof Number)
        && ordered(field, value, order -> order == 0);
  }

  /** Numbers are compared as numbers, anything else (ISO dates, for one) as text. */
  private static boolean ordered(Object field, Object value, IntPredicate wanted) {
    BigDecimal left = number(field);
    BigDecimal right = number(value);
    if (left != null && right != null) {
      return wanted.test(left.compareTo(right));
    }
    return left == null && right == null && wanted.test(text(field).compareTo(text(value)));
  }

  private static @Nullable BigDecimal number(Object value) {
    String text = text(value);
    if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
      return null;
    }
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static Collection<?> list(Object value) {
    if (value instanceof Collection<?> many) {
      return many;
    }
    return value instanceof String text ? COMMA.splitToList(text) : List.of(value);
  }

  private static String text(Object value) {
    return value.toString();
  }
}

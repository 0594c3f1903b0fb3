package io.millrace.condition;

import com.google.common.collect.ImmutableList;
import io.millrace.python.PythonNumbers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads conditions from node settings; every message names the field. */
final class ConditionParser {
  private ConditionParser() {}

  static ImmutableList<Condition> conditions(String field, @Nullable Object raw) {
    List<?> list = list(field, raw);
    ImmutableList.Builder<Condition> conditions = ImmutableList.builder();
    for (int i = 0; i < list.size(); i++) {
      conditions.add(condition(field + "[" + i + "]", list.get(i)));
    }
    return conditions.build();
  }

  private static Condition condition(String field, @Nullable Object raw) {
    Map<?, ?> settings = map(field, raw);
    return new Condition(
        texts(field + ".variable_selector", settings.get("variable_selector")),
        ComparisonOperator.parse(
            field + ".comparison_operator", settings.get("comparison_operator")),
        new Expected(expected(field + ".value", settings.get("value"))),
        files(field + ".sub_variable_condition", settings.get("sub_variable_condition")));
  }

  /** A text, a list of texts, a boolean, or 0 or 1 for a boolean. */
  private static @Nullable Object expected(String field, @Nullable Object raw) {
    if (raw == null || raw instanceof String || raw instanceof Boolean) {
      return raw;
    } else if (raw instanceof List) {
      return texts(field, raw);
    } else if (raw instanceof Number number) {
      if (PythonNumbers.equal(number, 1L) || PythonNumbers.equal(number, 0L)) {
        return PythonNumbers.equal(number, 1L);
      }
    }
    throw new InvalidConditionException(
        field + " must be a text, a list of texts or a boolean, but was " + shown(raw));
  }

  private static @Nullable FileConditions files(String field, @Nullable Object raw) {
    if (raw == null) {
      return null;
    }
    Map<?, ?> settings = map(field, raw);
    ImmutableList.Builder<FileCondition> conditions = ImmutableList.builder();
    if (settings.containsKey("conditions")) {
      List<?> list = list(field + ".conditions", settings.get("conditions"));
      for (int i = 0; i < list.size(); i++) {
        conditions.add(fileCondition(field + ".conditions[" + i + "]", list.get(i)));
      }
    }
    return new FileConditions(
        LogicalOperator.parse(settings.get("logical_operator")), conditions.build());
  }

  private static FileCondition fileCondition(String field, @Nullable Object raw) {
    Map<?, ?> settings = map(field, raw);
    if (!(settings.get("key") instanceof String key)) {
      throw new InvalidConditionException(
          field + ".key must be a text, but was " + shown(settings.get("key")));
    }
    Object value = settings.get("value");
    return new FileCondition(
        key,
        ComparisonOperator.parse(
            field + ".comparison_operator", settings.get("comparison_operator")),
        value == null || value instanceof String ? value : texts(field + ".value", value));
  }

  private static ImmutableList<String> texts(String field, @Nullable Object raw) {
    ImmutableList.Builder<String> texts = ImmutableList.builder();
    for (Object element : list(field, raw)) {
      if (!(element instanceof String text)) {
        throw new InvalidConditionException(
            field + " must be a list of texts, but holds " + shown(element));
      }
      texts.add(text);
    }
    return texts.build();
  }

  private static List<?> list(String field, @Nullable Object raw) {
    if (raw instanceof List<?> list) {
      return list;
    }
    throw new InvalidConditionException(field + " must be a list, but was " + shown(raw));
  }

  private static Map<?, ?> map(String field, @Nullable Object raw) {
    if (raw instanceof Map<?, ?> map) {
      return map;
    }
    throw new InvalidConditionException(field + " must be an object, but was " + shown(raw));
  }

  /** Names what was found: short values as they are, the rest by kind. */
  static String shown(@Nullable Object raw) {
    if (raw instanceof List) {
      return "a list";
    } else if (raw instanceof Map) {
      return "an object";
    } else if (raw instanceof String text) {
      return text.length() > 40 ? "a text of " + text.length() + " characters" : "'" + text + "'";
    }
    return String.valueOf(raw);
  }
}

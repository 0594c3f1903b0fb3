package io.millrace.node;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.millrace.file.FileRef;
import io.millrace.python.ConversionException;
import io.millrace.python.NumberText;
import io.millrace.python.PythonNumbers;
import io.millrace.python.PythonText;
import io.millrace.variable.Template;
import io.millrace.variable.ValueType;
import io.millrace.variable.VariablePool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps the elements for which all conditions hold (spec/04 §6.8). */
final class ListFilter {
  private static final ImmutableSet<String> OPERATORS =
      ImmutableSet.of(
          "contains",
          "start with",
          "end with",
          "is",
          "in",
          "empty",
          "not contains",
          "is not",
          "not in",
          "not empty",
          "=",
          "≠",
          "<",
          ">",
          "≥",
          "≤");

  private final ImmutableList<Condition> conditions;

  /**
   * One condition.
   *
   * @param value a {@link Template}, a list of texts or a boolean
   */
  private record Condition(String key, String operator, Object value) {}

  private ListFilter(ImmutableList<Condition> conditions) {
    this.conditions = conditions;
  }

  static ListFilter of(Settings settings) {
    settings.refuseNull("conditions");
    ImmutableList.Builder<Condition> conditions = ImmutableList.builder();
    if (settings.raw("conditions") != null) {
      for (Settings condition : settings.requiredObjects("conditions")) {
        condition.refuseNull("key", "comparison_operator", "value");
        String operator = condition.string("comparison_operator", "contains");
        if (!OPERATORS.contains(operator)) {
          throw new InvalidNodeException(
              "filter_by.conditions: comparison_operator must be one of "
                  + OPERATORS
                  + ", but was "
                  + operator);
        }
        conditions.add(new Condition(condition.string("key", ""), operator, value(condition)));
      }
    }
    return new ListFilter(conditions.build());
  }

  private static Object value(Settings condition) {
    Object raw = condition.raw("value");
    if (raw instanceof List) {
      return condition.strings("value");
    } else if (raw instanceof Boolean || raw instanceof Number) {
      return condition.laxBool("value", false);
    }
    return Template.parse(condition.string("value", ""));
  }

  List<?> apply(ValueType type, List<?> list, VariablePool variables) {
    List<?> kept = list;
    for (Condition condition : conditions) {
      kept = keep(kept, predicate(type, condition, variables));
    }
    return kept;
  }

  private static List<?> keep(List<?> list, Predicate<@Nullable Object> predicate) {
    List<@Nullable Object> kept = new ArrayList<>();
    for (Object element : list) {
      if (predicate.test(element)) {
        kept.add(element);
      }
    }
    return kept;
  }

  private static Predicate<@Nullable Object> predicate(
      ValueType type, Condition condition, VariablePool variables) {
    return switch (type) {
      case ARRAY_STRING -> {
        Predicate<String> test = TextFilters.of(condition.operator(), text(condition, variables));
        yield element -> test.test(asText(element));
      }
      case ARRAY_NUMBER ->
          NumberFilters.of(condition.operator(), NumberText.parseFloat(text(condition, variables)));
      case ARRAY_BOOLEAN -> bool(condition);
      default -> file(condition, variables);
    };
  }

  private static String text(Condition condition, VariablePool variables) {
    if (condition.value() instanceof Template template) {
      return template.text(variables);
    }
    throw new ListOperatorException("Invalid filter value: " + PythonText.str(condition.value()));
  }

  private static String asText(@Nullable Object element) {
    if (element instanceof String text) {
      return text;
    }
    throw new ConversionException("The list has an element that is no text");
  }

  private static Predicate<@Nullable Object> bool(Condition condition) {
    if (!(condition.value() instanceof Boolean wanted)) {
      throw new ConversionException("Boolean filter expects a boolean value");
    }
    return switch (condition.operator()) {
      case "is" -> element -> isSame(element, wanted);
      case "is not" -> element -> !isSame(element, wanted);
      default -> throw new ListOperatorException("Invalid condition: " + condition.operator());
    };
  }

  private static boolean isSame(@Nullable Object element, boolean wanted) {
    return element != null
        && PythonNumbers.isNumber(element)
        && PythonNumbers.equal(element, wanted);
  }

  private static Predicate<@Nullable Object> file(Condition condition, VariablePool variables) {
    if (condition.value() instanceof Boolean) {
      throw new ConversionException("File filter expects a string value");
    }
    Object wanted =
        condition.value() instanceof Template template
            ? template.text(variables)
            : condition.value();
    Predicate<FileRef> test = FileFilters.of(condition.key(), condition.operator(), wanted);
    return element -> element instanceof FileRef file && test.test(file);
  }
}

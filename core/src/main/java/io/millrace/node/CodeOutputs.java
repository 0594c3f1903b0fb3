package io.millrace.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks what code returned against the outputs that its node declares (spec/04 §6.4). */
final class CodeOutputs {
  private final CodeValues values;

  CodeOutputs(CodeLimits limits) {
    this.values = new CodeValues(limits);
  }

  /**
   * Returns the outputs as declared.
   *
   * @throws CodeOutputException if one is missing, not declared, of another type or too large
   */
  Map<String, @Nullable Object> check(Map<?, ?> result, Map<String, CodeOutput> declared) {
    return check(result, declared, "", 1);
  }

  private Map<String, @Nullable Object> check(
      Map<?, ?> result, Map<String, CodeOutput> declared, String prefix, int depth) {
    values.checkDepth(depth);
    Map<String, @Nullable Object> checked = new LinkedHashMap<>();
    declared.forEach(
        (name, output) -> {
          String variable = prefix + name;
          if (!result.containsKey(name)) {
            throw CodeOutputException.invalid("Output " + variable + " is missing.");
          }
          checked.put(name, value(result.get(name), output, variable, depth));
        });
    if (checked.size() != result.size()) {
      throw CodeOutputException.unexpectedOutputs();
    }
    return checked;
  }

  private @Nullable Object value(
      @Nullable Object value, CodeOutput output, String variable, int depth) {
    return switch (output.type()) {
      case STRING -> values.string(value, variable);
      case NUMBER -> values.number(value, variable);
      // The original does not look at single booleans.
      case BOOLEAN -> value;
      case OBJECT -> value == null ? null : object(value, output, variable, depth);
      default -> value == null ? null : array(value, output, variable, depth);
    };
  }

  private Object object(Object value, CodeOutput output, String variable, int depth) {
    if (!(value instanceof Map<?, ?> map)) {
      throw CodeOutputException.invalid(
          "Output "
              + variable
              + " is not an object, got "
              + CodeValues.classOf(value)
              + " instead.");
    }
    return members(map, output, variable, depth + 1);
  }

  private Object members(Map<?, ?> map, CodeOutput output, String variable, int depth) {
    if (output.children() != null) {
      return check(map, output.children(), variable + ".", depth);
    }
    checkFree(map, variable, depth);
    return map;
  }

  private Object array(Object value, CodeOutput output, String variable, int depth) {
    if (!(value instanceof List<?> list)) {
      throw CodeOutputException.invalid(
          "Output "
              + variable
              + " is not an array, got "
              + CodeValues.classOf(value)
              + " instead.");
    }
    CodeLimits limits = values.limits();
    switch (output.type()) {
      case ARRAY_NUMBER -> values.checkLength(list, limits.maxNumberArray(), variable);
      case ARRAY_STRING -> values.checkLength(list, limits.maxStringArray(), variable);
      case ARRAY_OBJECT -> values.checkLength(list, limits.maxObjectArray(), variable);
      default -> {}
    }
    List<@Nullable Object> checked = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      checked.add(element(list.get(i), output, variable, i, depth));
    }
    return checked;
  }

  private @Nullable Object element(
      @Nullable Object element, CodeOutput output, String array, int index, int depth) {
    String variable = array + "[" + index + "]";
    return switch (output.type()) {
      case ARRAY_STRING -> values.string(element, variable);
      case ARRAY_NUMBER -> {
        if (!(element instanceof Number || element instanceof Boolean)) {
          throw CodeOutputException.invalid(
              "The element at index %d of output variable `%s` must be a number."
                  .formatted(index, array));
        }
        yield values.number(element, variable);
      }
      case ARRAY_BOOLEAN -> {
        if (element != null && !(element instanceof Boolean)) {
          throw CodeOutputException.invalid(
              "Output %s is not a boolean, got %s instead."
                  .formatted(variable, CodeValues.classOf(element)));
        }
        yield element;
      }
      default -> {
        if (element != null && !(element instanceof Map)) {
          throw CodeOutputException.invalid(
              "Output %s is not an object, got %s instead at index %d."
                  .formatted(variable, CodeValues.classOf(element), index));
        }
        yield element == null ? null : members((Map<?, ?>) element, output, variable, depth + 1);
      }
    };
  }

  /** Checks an object whose members are not declared. */
  private void checkFree(Map<?, ?> map, String prefix, int depth) {
    values.checkDepth(depth);
    map.forEach(
        (name, value) -> {
          String variable = prefix + "." + name;
          if (value instanceof Map<?, ?> object) {
            checkFree(object, variable, depth + 1);
          } else if (value instanceof List<?> list) {
            checkFree(list, variable, depth);
          } else if (value instanceof String) {
            values.string(value, variable);
          } else if (value instanceof Number) {
            values.number(value, variable);
          }
        });
  }

  private void checkFree(List<?> list, String variable, int depth) {
    Object first = list.isEmpty() ? null : list.get(0);
    if (first == null) {
      return;
    }
    boolean numbers = first instanceof Number || first instanceof Boolean;
    for (int i = 0; i < list.size(); i++) {
      Object element = list.get(i);
      String place = variable + "[" + i + "]";
      if (!sameKind(first, element)) {
        throw CodeOutputException.invalid(
            "Output "
                + variable
                + " is not a valid array. make sure all elements are of the same type.");
      } else if (numbers) {
        values.number(element, place);
      } else if (element instanceof Map<?, ?> object) {
        checkFree(object, place, depth + 1);
      } else {
        values.string(element, place);
      }
    }
  }

  private static boolean sameKind(Object first, @Nullable Object element) {
    if (first instanceof List) {
      return false;
    } else if (element == null) {
      return true;
    } else if (first instanceof String) {
      return element instanceof String;
    } else if (first instanceof Map) {
      return element instanceof Map;
    }
    return element instanceof Number || element instanceof Boolean;
  }
}

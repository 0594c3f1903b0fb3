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
    if (output.type() == CodeOutput.Type.ARRAY_OBJECT) {
      requireObjects(list, variable);
    }
    List<@Nullable Object> checked = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      checked.add(element(list.get(i), output, variable, i, depth));
    }
    return checked;
  }

  /** All are looked at before the members of the first are. */
  private static void requireObjects(List<?> list, String variable) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) != null && !(list.get(i) instanceof Map)) {
        throw CodeOutputException.invalid(
            "Output %s[%d] is not an object, got %s instead at index %d."
                .formatted(variable, i, CodeValues.classOf(list.get(i)), i));
      }
    }
  }

  private @Nullable Object element(
      @Nullable Object element, CodeOutput output, String array, int index, int depth) {
    String variable = array + "[" + index + "]";
    return switch (output.type()) {
      case ARRAY_STRING -> values.string(element, variable);
      case ARRAY_NUMBER -> number(element, array, index);
      case ARRAY_BOOLEAN -> {
        if (element != null && !(element instanceof Boolean)) {
          throw CodeOutputException.invalid(
              "Output %s is not a boolean, got %s instead."
                  .formatted(variable, CodeValues.classOf(element)));
        }
        yield element;
      }
      default ->
          element instanceof Map<?, ?> object
              ? members(object, output, variable, depth + 1)
              : element;
    };
  }

  /** Numbers in a list have no range and no precision to keep to, as in Dify. */
  private static Object number(@Nullable Object element, String array, int index) {
    if (element instanceof Boolean flag) {
      return flag ? 1L : 0L;
    } else if (element instanceof Number) {
      return element;
    }
    throw CodeOutputException.invalid(
        "The element at index %d of output variable `%s` must be a number."
            .formatted(index, array));
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
    if (!list.stream().allMatch(element -> sameKind(first, element))) {
      throw CodeOutputException.invalid(
          "Output "
              + variable
              + " is not a valid array. make sure all elements are of the same type.");
    }
    for (int i = 0; i < list.size(); i++) {
      checkFreeElement(list.get(i), variable + "[" + i + "]", depth);
    }
  }

  private void checkFreeElement(@Nullable Object element, String place, int depth) {
    if (element instanceof Map<?, ?> object) {
      checkFree(object, place, depth + 1);
    } else if (element instanceof String) {
      values.string(element, place);
    } else if (element instanceof List) {
      values.checkDepth(depth + 1);
      // Dify's check stumbles over these; what it cannot check is not let through here either.
      throw new IllegalArgumentException(
          "Output " + place + " is a list in a list, which an output cannot be");
    } else {
      values.number(element, place);
    }
  }

  private static boolean sameKind(Object first, @Nullable Object element) {
    if (element == null) {
      return true;
    } else if (first instanceof String) {
      return element instanceof String;
    } else if (first instanceof Map) {
      return element instanceof Map;
    } else if (first instanceof List) {
      return element instanceof List;
    }
    return element instanceof Number || element instanceof Boolean;
  }
}

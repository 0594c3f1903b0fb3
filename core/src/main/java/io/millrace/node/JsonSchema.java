package io.millrace.node;

import com.google.common.collect.ImmutableSet;
import io.millrace.python.PythonNumbers;
import io.millrace.python.PythonText;
import io.millrace.python.PythonValues;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks a value against the part of JSON Schema that input forms use: {@code type}, {@code enum},
 * {@code const}, {@code properties}, {@code required}, {@code additionalProperties: false}, {@code
 * items}, and the bounds of numbers, texts and lists. Other keywords are not looked at.
 *
 * @since 0.1
 */
public final class JsonSchema {
  private static final ImmutableSet<Object> TYPES =
      ImmutableSet.of("object", "array", "string", "boolean", "null", "number", "integer");

  private JsonSchema() {}

  /**
   * Refuses a schema with a type that there is not.
   *
   * @param place how the message begins
   * @throws InvalidNodeException if there is one
   */
  static void check(Map<?, ?> schema, String place) {
    Object type = schema.get("type");
    List<?> types = type instanceof List<?> several ? several : Collections.singletonList(type);
    if (schema.containsKey("type") && !TYPES.containsAll(types)) {
      throw new InvalidNodeException(
          place + ".type must be one of " + TYPES + ", but was " + PythonText.repr(type));
    }
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach(
          (name, property) -> {
            if (property instanceof Map<?, ?> inner) {
              check(inner, place + ".properties." + name);
            }
          });
    }
    if (schema.get("items") instanceof Map<?, ?> items) {
      check(items, place + ".items");
    }
  }

  /**
   * Returns what is wrong with {@code value}, naming the place and not the value, or null.
   *
   * @param place how messages begin
   */
  public static @Nullable String problem(Map<?, ?> schema, @Nullable Object value, String place) {
    if (schema.containsKey("type") && !isOfType(schema.get("type"), value)) {
      return place + " is not of type " + schema.get("type");
    } else if (schema.get("enum") instanceof List<?> allowed
        && allowed.stream().noneMatch(one -> PythonValues.equal(one, value))) {
      return place + " is not one of " + allowed;
    } else if (schema.containsKey("const") && !PythonValues.equal(schema.get("const"), value)) {
      return place + " is not " + schema.get("const");
    } else if (value instanceof Map<?, ?> object) {
      return objectProblem(schema, object, place);
    } else if (value instanceof List<?> list) {
      return listProblem(schema, list, place);
    } else if (value instanceof String text) {
      long length = text.codePointCount(0, text.length());
      return boundsProblem(schema, "minLength", "maxLength", length, place + ": the length");
    } else if (value instanceof Number number) {
      return boundsProblem(schema, "minimum", "maximum", number, place);
    }
    return null;
  }

  private static boolean isOfType(@Nullable Object type, @Nullable Object value) {
    if (type instanceof List<?> types) {
      return types.stream().anyMatch(one -> isOfType(one, value));
    }
    return switch (String.valueOf(type)) {
      case "object" -> value instanceof Map;
      case "array" -> value instanceof List;
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "null" -> value == null;
      case "number" -> value instanceof Number;
      case "integer" -> value instanceof Number && LaxValues.integer(value).isPresent();
      default -> true;
    };
  }

  private static @Nullable String objectProblem(Map<?, ?> schema, Map<?, ?> object, String place) {
    if (schema.get("required") instanceof List<?> required) {
      for (Object name : required) {
        if (!object.containsKey(name)) {
          return place + ": '" + name + "' is a required property";
        }
      }
    }
    Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> map ? map : Map.of();
    boolean closed = Boolean.FALSE.equals(schema.get("additionalProperties"));
    for (Map.Entry<?, ?> member : object.entrySet()) {
      String inner = place + "." + member.getKey();
      if (properties.get(member.getKey()) instanceof Map<?, ?> property) {
        String problem = problem(property, member.getValue(), inner);
        if (problem != null) {
          return problem;
        }
      } else if (closed && !properties.containsKey(member.getKey())) {
        return inner + " is not expected";
      }
    }
    return null;
  }

  private static @Nullable String listProblem(Map<?, ?> schema, List<?> list, String place) {
    if (schema.get("items") instanceof Map<?, ?> items) {
      for (int i = 0; i < list.size(); i++) {
        String problem = problem(items, list.get(i), place + "[" + i + "]");
        if (problem != null) {
          return problem;
        }
      }
    }
    return boundsProblem(
        schema, "minItems", "maxItems", (long) list.size(), place + ": the number of items");
  }

  private static @Nullable String boundsProblem(
      Map<?, ?> schema, String lowest, String highest, Number number, String what) {
    if (schema.get(lowest) instanceof Number low && PythonNumbers.compare(number, low) < 0) {
      return what + " is less than the " + lowest + " of " + low;
    } else if (schema.get(highest) instanceof Number high
        && PythonNumbers.compare(number, high) > 0) {
      return what + " is more than the " + highest + " of " + high;
    }
    return null;
  }
}

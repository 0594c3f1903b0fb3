package io.millrace.node;

import io.millrace.python.PythonNumbers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One check of a value against a schema, within bounds of depth and work. */
final class SchemaCheck {
  private static final int DEEPEST = 200;
  private static final int MOST_STEPS = 1_000_000;

  private final Map<?, ?> root;
  private int depth;
  private int steps;

  SchemaCheck(Map<?, ?> root) {
    this.root = root;
  }

  /** Returns what is wrong with the value, or null. */
  @Nullable String problem(@Nullable Object schema, @Nullable Object value, String place) {
    if (Boolean.FALSE.equals(schema)) {
      return place + " is not expected";
    }
    if (!(schema instanceof Map<?, ?> map)) {
      return null;
    }
    if (depth == DEEPEST || ++steps > MOST_STEPS) {
      return place + " cannot be checked: the schema leads too far";
    }
    depth++;
    try {
      if (map.get("$ref") instanceof String reference) {
        return referenceProblem(reference, value, place);
      }
      String problem = kindProblem(map, value, place);
      if (problem == null) {
        problem = combinedProblem(map, value, place);
      }
      if (problem != null) {
        return problem;
      } else if (value instanceof Map<?, ?> object) {
        return objectProblem(map, object, place);
      } else if (value instanceof List<?> list) {
        return listProblem(map, list, place);
      } else if (value instanceof String text) {
        return textProblem(map, text, place);
      }
      return value instanceof Number number ? numberProblem(map, number, place) : null;
    } finally {
      depth--;
    }
  }

  /** What stands beside a reference does not count. */
  private @Nullable String referenceProblem(
      String reference, @Nullable Object value, String place) {
    Object meant = SchemaValues.at(root, reference);
    return meant == null
        ? place + " cannot be checked: the schema has no '" + reference + "'"
        : problem(meant, value, place);
  }

  private static @Nullable String kindProblem(
      Map<?, ?> schema, @Nullable Object value, String place) {
    if (schema.containsKey("type") && !isOfType(schema.get("type"), value)) {
      return place + " is not of type " + schema.get("type");
    } else if (schema.get("enum") instanceof List<?> allowed
        && allowed.stream().noneMatch(one -> SchemaValues.equal(one, value))) {
      return place + " is not one of " + allowed;
    } else if (schema.containsKey("const") && !SchemaValues.equal(schema.get("const"), value)) {
      return place + " is not " + schema.get("const");
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

  private @Nullable String combinedProblem(Map<?, ?> schema, @Nullable Object value, String place) {
    Function<Object, @Nullable String> of = one -> problem(one, value, place);
    if (schema.get("allOf") instanceof List<?> all) {
      String problem = first(all, of);
      if (problem != null) {
        return problem;
      }
    }
    if (schema.get("anyOf") instanceof List<?> any && !any.isEmpty() && matching(any, of) == 0) {
      return place + " matches none of the schemas of anyOf";
    }
    if (schema.get("oneOf") instanceof List<?> one) {
      long matching = matching(one, of);
      if (matching != 1) {
        return place + " matches " + matching + " of the schemas of oneOf, not one";
      }
    }
    if (schema.containsKey("not") && problem(schema.get("not"), value, place) == null) {
      return place + " matches the schema that it must not match";
    }
    return schema.containsKey("if")
        ? problem(
            schema.get(problem(schema.get("if"), value, place) == null ? "then" : "else"),
            value,
            place)
        : null;
  }

  private static @Nullable String first(
      Iterable<?> list, Function<Object, @Nullable String> problemOf) {
    for (Object one : list) {
      String problem = problemOf.apply(one);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static long matching(List<?> schemas, Function<Object, @Nullable String> problemOf) {
    return schemas.stream().filter(one -> problemOf.apply(one) == null).count();
  }

  private @Nullable String objectProblem(Map<?, ?> schema, Map<?, ?> object, String place) {
    String problem = requiredProblem(schema.get("required"), object, place);
    if (problem == null && schema.get("dependencies") instanceof Map<?, ?> dependencies) {
      problem =
          first(
              dependencies.entrySet(),
              one -> dependencyProblem((Map.Entry<?, ?>) one, object, place));
    }
    if (problem != null) {
      return problem;
    }
    problem = first(object.entrySet(), one -> memberProblem(schema, (Map.Entry<?, ?>) one, place));
    return problem != null
        ? problem
        : boundsProblem(
            schema,
            "minProperties",
            "maxProperties",
            (long) object.size(),
            place + ": the number of members");
  }

  private static @Nullable String requiredProblem(
      @Nullable Object names, Map<?, ?> object, String place) {
    if (names instanceof List<?> required) {
      for (Object name : required) {
        if (!object.containsKey(name)) {
          return place + ": '" + name + "' is a required property";
        }
      }
    }
    return null;
  }

  private @Nullable String dependencyProblem(
      Map.Entry<?, ?> dependency, Map<?, ?> object, String place) {
    if (!object.containsKey(dependency.getKey())) {
      return null;
    }
    return dependency.getValue() instanceof List<?> names
        ? requiredProblem(names, object, place)
        : problem(dependency.getValue(), object, place);
  }

  private @Nullable String memberProblem(Map<?, ?> schema, Map.Entry<?, ?> member, String place) {
    String name = String.valueOf(member.getKey());
    String inner = place + "." + name;
    String problem = problem(schema.get("propertyNames"), name, inner + " (its name)");
    Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> map ? map : Map.of();
    boolean known = properties.containsKey(name);
    if (problem == null && known) {
      problem = problem(properties.get(name), member.getValue(), inner);
    }
    if (schema.get("patternProperties") instanceof Map<?, ?> patterns) {
      for (Map.Entry<?, ?> pattern : patterns.entrySet()) {
        if (problem == null
            && SchemaPattern.problem(String.valueOf(pattern.getKey()), name, "") == null) {
          known = true;
          problem = problem(pattern.getValue(), member.getValue(), inner);
        }
      }
    }
    return problem == null && !known
        ? problem(schema.get("additionalProperties"), member.getValue(), inner)
        : problem;
  }

  private @Nullable String listProblem(Map<?, ?> schema, List<?> list, String place) {
    List<?> heads = schema.get("items") instanceof List<?> some ? some : List.of();
    Object rest = schema.get(heads.isEmpty() ? "items" : "additionalItems");
    for (int i = 0; i < list.size(); i++) {
      Object own = i < heads.size() ? heads.get(i) : rest;
      String problem = problem(own, list.get(i), place + "[" + i + "]");
      if (problem != null) {
        return problem;
      }
    }
    if (schema.containsKey("contains")
        && list.stream().allMatch(one -> problem(schema.get("contains"), one, place) != null)) {
      return place + " holds no item that matches the schema of contains";
    }
    if (Boolean.TRUE.equals(schema.get("uniqueItems"))) {
      Set<@Nullable Object> seen = new HashSet<>();
      for (Object one : list) {
        if (!seen.add(SchemaValues.key(one))) {
          return place + " holds an item twice";
        }
      }
    }
    return boundsProblem(
        schema, "minItems", "maxItems", (long) list.size(), place + ": the number of items");
  }

  private static @Nullable String textProblem(Map<?, ?> schema, String text, String place) {
    long length = text.codePointCount(0, text.length());
    String problem =
        boundsProblem(schema, "minLength", "maxLength", length, place + ": the length");
    return problem == null && schema.get("pattern") instanceof String pattern
        ? SchemaPattern.problem(pattern, text, place)
        : problem;
  }

  private static @Nullable String numberProblem(Map<?, ?> schema, Number number, String place) {
    if (schema.get("exclusiveMinimum") instanceof Number low
        && PythonNumbers.compare(number, low) <= 0) {
      return place + " is not more than the exclusiveMinimum of " + low;
    } else if (schema.get("exclusiveMaximum") instanceof Number high
        && PythonNumbers.compare(number, high) >= 0) {
      return place + " is not less than the exclusiveMaximum of " + high;
    } else if (schema.get("multipleOf") instanceof Number unit
        && !SchemaValues.isMultiple(number, unit)) {
      return place + " is not a multiple of " + unit;
    }
    return boundsProblem(schema, "minimum", "maximum", number, place);
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

package io.millrace.node.model;

import com.google.common.collect.ImmutableList;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.Settings;
import io.millrace.python.PythonValues;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One value that a {@code parameter-extractor} looks for.
 *
 * @param options what a string may be; empty for anything
 */
record Parameter(
    String name,
    ValueType type,
    ImmutableList<String> options,
    String description,
    boolean required) {
  private static final Set<String> RESERVED = Set.of("__reason", "__is_success");
  private static final Set<ValueType> TYPES =
      Set.of(
          ValueType.STRING,
          ValueType.NUMBER,
          ValueType.BOOLEAN,
          ValueType.ARRAY_STRING,
          ValueType.ARRAY_NUMBER,
          ValueType.ARRAY_OBJECT,
          ValueType.ARRAY_BOOLEAN);

  static Parameter read(Settings settings) {
    String name = settings.string("name");
    if (name.isEmpty() || RESERVED.contains(name)) {
      throw new InvalidNodeException(
          "parameters: a name must not be empty or one of "
              + RESERVED
              + ", but was '"
              + name
              + "'");
    }
    return new Parameter(
        name,
        type(settings.string("type")),
        settings.raw("options") == null ? ImmutableList.of() : settings.strings("options"),
        settings.string("description", ""),
        settings.bool("required", false));
  }

  private static ValueType type(String wireName) {
    try {
      ValueType type =
          switch (wireName) {
            case "bool" -> ValueType.BOOLEAN;
            case "select" -> ValueType.STRING;
            default -> ValueType.of(wireName);
          };
      if (TYPES.contains(type)) {
        return type;
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidNodeException("parameters: " + e.getMessage() + ". Known: " + names(), e);
    }
    throw new InvalidNodeException("parameters: type " + wireName + " is none of " + names());
  }

  private static List<String> names() {
    return TYPES.stream().map(ValueType::wireName).sorted().toList();
  }

  /** Returns the JSON schema of one value. */
  Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", description);
    if (type.isArray()) {
      schema.put("type", "array");
      schema.put("items", Map.of("type", elementType().wireName()));
    } else {
      schema.put("type", type.wireName());
    }
    if (!options.isEmpty()) {
      schema.put("enum", options);
    }
    return schema;
  }

  private ValueType elementType() {
    return switch (type) {
      case ARRAY_NUMBER -> ValueType.NUMBER;
      case ARRAY_OBJECT -> ValueType.OBJECT;
      case ARRAY_BOOLEAN -> ValueType.BOOLEAN;
      default -> ValueType.STRING;
    };
  }

  /** Returns what a value that the model gave becomes; one of another type its zero. */
  Value value(@Nullable Object given) {
    if (!type.isArray()) {
      Object converted = converted(type, given, true);
      return converted == null ? type.zero() : Value.of(converted);
    }
    List<Object> kept = new ArrayList<>();
    if (given instanceof List<?> list) {
      for (Object item : list) {
        Object converted = converted(elementType(), item, false);
        if (converted != null) {
          kept.add(converted);
        }
      }
    }
    return new Value(type, List.copyOf(kept));
  }

  private static @Nullable Object converted(
      ValueType wanted, @Nullable Object given, boolean numbersToo) {
    return switch (wanted) {
      case NUMBER -> number(given);
      case BOOLEAN -> bool(given, numbersToo);
      case OBJECT -> given instanceof Map<?, ?> ? given : null;
      default -> given instanceof String ? given : null;
    };
  }

  private static @Nullable Object bool(@Nullable Object given, boolean numbersToo) {
    boolean whole = given instanceof Long || given instanceof BigInteger;
    return (given instanceof Boolean || (whole && numbersToo)) ? PythonValues.truthy(given) : null;
  }

  private static @Nullable Object number(@Nullable Object given) {
    if (given instanceof Boolean truth) {
      return truth ? 1L : 0L;
    } else if (given instanceof String text) {
      return parsed(text.strip());
    }
    return given instanceof Number ? given : null;
  }

  private static @Nullable Object parsed(String text) {
    try {
      if (text.contains(".")) {
        return new BigDecimal(text).doubleValue();
      }
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}

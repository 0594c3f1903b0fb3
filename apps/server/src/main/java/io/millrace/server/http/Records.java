package io.millrace.server.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON objects into records and names everything that is wrong at once. A component without
 * {@code @JsonProperty(required = true)} may be absent or null. Components are texts, numbers,
 * truth values, enums (in lower case), lists, maps, other records and {@link JsonNode}.
 */
final class Records {
  private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES =
      new PropertyNamingStrategies.SnakeCaseStrategy();

  private Records() {}

  /**
   * @throws ApiException 400 {@code invalid_param} naming every field that is wrong
   */
  static <T extends Record> T read(JsonNode body, Class<T> type) {
    List<String> problems = new ArrayList<>();
    @Nullable Object value = object(body, type, "", problems);
    if (value == null || !problems.isEmpty()) {
      throw ApiException.invalidParam(String.join("; ", problems));
    }
    return type.cast(value);
  }

  /** The name of a component on the wire. */
  static String nameOf(RecordComponent component) {
    return NAMES.translate(component.getName());
  }

  static boolean isRequired(RecordComponent component) {
    JsonProperty property = component.getAnnotation(JsonProperty.class);
    if (property == null) {
      property = component.getAccessor().getAnnotation(JsonProperty.class);
    }
    return property != null && property.required();
  }

  static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Object object(
      JsonNode node, Class<?> type, String path, List<String> problems) {
    if (!node.isObject()) {
      problems.add((path.isEmpty() ? "The body" : path) + " must be an object");
      return null;
    }
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    int before = problems.size();
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      String name = nameOf(component);
      String place = path.isEmpty() ? name : path + "." + name;
      JsonNode field = node.get(name);
      if (field != null && !field.isNull()) {
        values[i] = value(field, component.getGenericType(), place, problems);
      } else if (isRequired(component)) {
        problems.add(place + " is required");
      }
    }
    return problems.size() > before ? null : create(type, components, values);
  }

  private static Object create(
      Class<?> type, RecordComponent[] components, @Nullable Object[] values) {
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof ApiException refused) {
        throw refused;
      }
      throw new IllegalStateException(type.getName(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }

  private static @Nullable Object value(
      JsonNode node, Type type, String path, List<String> problems) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class
          ? list(node, generic.getActualTypeArguments()[0], path, problems)
          : map(node, path, problems);
    }
    Class<?> raw = (Class<?>) type;
    if (raw == JsonNode.class) {
      return node;
    } else if (raw.isRecord()) {
      return object(node, raw, path, problems);
    } else if (raw.isEnum()) {
      return constant(node, raw, path, problems);
    }
    return plain(node, raw, path, problems);
  }

  private static @Nullable Object plain(
      JsonNode node, Class<?> type, String path, List<String> problems) {
    if (type == String.class && node.isTextual()) {
      return node.textValue();
    } else if (type == Boolean.class && node.isBoolean()) {
      return node.booleanValue();
    } else if (type == Integer.class && node.canConvertToInt() && node.isIntegralNumber()) {
      return node.intValue();
    } else if (type == Double.class && node.isNumber()) {
      return node.doubleValue();
    } else if (type == Object.class) {
      return Json.MAPPER.convertValue(node, Object.class);
    }
    problems.add(path + " must be " + expected(type));
    return null;
  }

  private static String expected(Class<?> type) {
    if (type == String.class) {
      return "a string";
    } else if (type == Boolean.class) {
      return "true or false";
    }
    return type == Integer.class ? "a whole number" : "a number";
  }

  private static @Nullable Object constant(
      JsonNode node, Class<?> type, String path, List<String> problems) {
    List<String> names = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      String name = nameOf((Enum<?>) constant);
      if (name.equals(node.textValue())) {
        return constant;
      }
      names.add(name);
    }
    problems.add(path + " must be one of " + String.join(", ", names));
    return null;
  }

  private static List<Object> list(
      JsonNode node, Type element, String path, List<String> problems) {
    List<Object> list = new ArrayList<>();
    if (!node.isArray()) {
      problems.add(path + " must be a list");
      return list;
    }
    for (int i = 0; i < node.size(); i++) {
      String place = path + "[" + i + "]";
      Object value = node.get(i).isNull() ? null : value(node.get(i), element, place, problems);
      if (value != null) {
        list.add(value);
      } else if (node.get(i).isNull()) {
        problems.add(place + " must not be null");
      }
    }
    return list;
  }

  private static Object map(JsonNode node, String path, List<String> problems) {
    if (!node.isObject()) {
      problems.add(path + " must be an object");
      return Map.of();
    }
    return Json.MAPPER.convertValue(node, Map.class);
  }
}

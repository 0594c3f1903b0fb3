package io.millrace.server.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON Schemas of the records that bodies and answers are, each under its name. */
final class Schemas {
  private final Map<String, ObjectNode> named = new TreeMap<>();

  /** Returns all that were referred to. */
  ObjectNode all() {
    ObjectNode all = Json.MAPPER.createObjectNode();
    named.forEach(all::set);
    return all;
  }

  static ObjectNode plain(String type) {
    ObjectNode schema = Json.MAPPER.createObjectNode().put("type", type);
    if (type.equals("array")) {
      schema.putObject("items").put("type", "string");
    }
    return schema;
  }

  /** Returns what refers to the schema of a type. */
  ObjectNode refer(Type type) {
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == List.class) {
        ObjectNode list = Json.MAPPER.createObjectNode().put("type", "array");
        list.set("items", refer(generic.getActualTypeArguments()[0]));
        return list;
      }
      return plain("object").put("additionalProperties", true);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isArray()) {
      ObjectNode list = Json.MAPPER.createObjectNode().put("type", "array");
      list.set("items", refer(raw.getComponentType()));
      return list;
    } else if (raw.isRecord()) {
      return record(raw);
    } else if (raw.isEnum()) {
      ObjectNode schema = plain("string");
      ArrayNode values = schema.putArray("enum");
      for (Object constant : raw.getEnumConstants()) {
        values.add(Records.nameOf((Enum<?>) constant));
      }
      return schema;
    }
    return simple(raw);
  }

  private static ObjectNode simple(Class<?> type) {
    if (type == String.class) {
      return plain("string");
    } else if (type == boolean.class || type == Boolean.class) {
      return plain("boolean");
    } else if (type == double.class || type == Double.class) {
      return plain("number");
    } else if (type == int.class
        || type == long.class
        || type == Integer.class
        || type == Long.class) {
      return plain("integer");
    } else if (JsonNode.class.isAssignableFrom(type) || type == Object.class) {
      return Json.MAPPER.createObjectNode();
    }
    throw new IllegalArgumentException("No schema for " + type);
  }

  private ObjectNode record(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    String name = (outer == null ? "" : outer.getSimpleName() + ".") + type.getSimpleName();
    if (!named.containsKey(name)) {
      ObjectNode schema = plain("object");
      named.put(name, schema);
      fill(schema.putObject("properties"), schema.putArray("required"), type);
      if (schema.get("required").isEmpty()) {
        schema.remove("required");
      }
    }
    return Json.MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + name);
  }

  private void fill(ObjectNode properties, ArrayNode required, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        fill(properties, required, component.getType());
        continue;
      }
      properties.set(Records.nameOf(component), refer(component.getGenericType()));
      if (Records.isRequired(component)) {
        required.add(Records.nameOf(component));
      }
    }
  }
}

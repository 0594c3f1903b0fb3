package io.millrace.node;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import io.millrace.python.PythonJson;
import io.millrace.python.PythonText;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a value against a JSON schema of draft 7, as Dify does: {@code type}, {@code enum}, {@code
 * const}, the bounds of numbers, texts, lists and objects, {@code pattern}, {@code multipleOf},
 * {@code uniqueItems}, {@code properties}, {@code required}, {@code patternProperties}, {@code
 * additionalProperties}, {@code propertyNames}, {@code dependencies}, {@code items}, {@code
 * additionalItems}, {@code contains}, {@code allOf}, {@code anyOf}, {@code oneOf}, {@code not},
 * {@code if}, and references within the schema. Other keywords are not looked at; {@code format} is
 * a remark, as in Python's {@code jsonschema}.
 *
 * @since 0.1
 */
public final class JsonSchema {
  private static final ImmutableSet<Object> TYPES =
      ImmutableSet.of("object", "array", "string", "boolean", "null", "number", "integer");

  /** Keywords whose value is a schema or a list of schemas. */
  private static final Set<String> SCHEMAS =
      Set.of(
          "items",
          "additionalItems",
          "contains",
          "additionalProperties",
          "propertyNames",
          "allOf",
          "anyOf",
          "oneOf",
          "not",
          "if",
          "then",
          "else");

  /** Keywords whose value has schemas by name. */
  private static final Set<String> NAMED =
      Set.of("properties", "patternProperties", "dependencies", "$defs", "definitions");

  /** What a schema must be itself. */
  private static final Map<?, ?> RULES =
      (Map<?, ?>)
          requireNonNull(
              PythonJson.parse(
                  """
                  {"type": ["object", "boolean"],
                   "definitions": {
                     "count": {"type": "integer", "minimum": 0},
                     "number": {"type": "number"},
                     "names": {"type": "array", "items": {"type": "string"}, "uniqueItems": true},
                     "all": {"type": "array", "minItems": 1, "items": {"$ref": "#"}},
                     "each": {"type": "object", "additionalProperties": {"$ref": "#"}}},
                   "patternProperties": {
                     "^(min|max)(Length|Items|Properties)$": {"$ref": "#/definitions/count"},
                     "^(exclusiveM|m)(in|ax)imum$": {"$ref": "#/definitions/number"},
                     "^(allOf|anyOf|oneOf)$": {"$ref": "#/definitions/all"},
                     "^(properties|patternProperties|definitions)$": {"$ref": "#/definitions/each"},
                     "^(additional(Items|Properties)|contains|propertyNames)$": {"$ref": "#"},
                     "^(not|if|then|else)$": {"$ref": "#"},
                     "^([$](id|schema|ref)|pattern|format|title|description)$":
                       {"type": "string"}},
                   "properties": {
                     "multipleOf": {"type": "number", "exclusiveMinimum": 0},
                     "uniqueItems": {"type": "boolean"},
                     "enum": {"type": "array"},
                     "required": {"$ref": "#/definitions/names"},
                     "items": {"anyOf": [{"$ref": "#"}, {"$ref": "#/definitions/all"}]},
                     "dependencies": {"type": "object", "additionalProperties":
                       {"anyOf": [{"$ref": "#"}, {"$ref": "#/definitions/names"}]}}}}
                  """));

  private JsonSchema() {}

  /**
   * Refuses what is no schema.
   *
   * @throws InvalidNodeException naming the place
   */
  static void check(Map<?, ?> schema) {
    check(schema, "json_schema");
    String problem = new SchemaCheck(RULES).problem(RULES, schema, "json_schema");
    if (problem != null) {
      throw new InvalidNodeException("Invalid JSON schema: " + problem);
    }
  }

  /** Refuses a schema with a type that there is not, or a pattern that is none. */
  private static void check(Map<?, ?> schema, String place) {
    Object type = schema.get("type");
    List<?> types = type instanceof List<?> several ? several : Collections.singletonList(type);
    if (schema.containsKey("type") && !TYPES.containsAll(types)) {
      throw new InvalidNodeException(
          place + ".type must be one of " + TYPES + ", but was " + PythonText.repr(type));
    }
    if (schema.get("pattern") instanceof String pattern) {
      checkPattern(pattern, place + ".pattern");
    }
    schema.forEach(
        (keyword, value) -> {
          String inner = place + "." + keyword;
          if (NAMED.contains(keyword) && value instanceof Map<?, ?> named) {
            named.forEach(
                (name, one) -> {
                  if (keyword.equals("patternProperties")) {
                    checkPattern(String.valueOf(name), inner);
                  }
                  checkInner(one, inner + "." + name);
                });
          } else if (SCHEMAS.contains(keyword) && value instanceof List<?> list) {
            list.forEach(one -> checkInner(one, inner));
          } else if (SCHEMAS.contains(keyword)) {
            checkInner(value, inner);
          }
        });
  }

  private static void checkInner(@Nullable Object schema, String place) {
    if (schema instanceof Map<?, ?> map) {
      check(map, place);
    }
  }

  private static void checkPattern(String pattern, String place) {
    if (SchemaPattern.of(pattern).isEmpty()) {
      throw new InvalidNodeException(
          place + " is not a regular expression: " + PythonText.repr(pattern));
    }
  }

  /**
   * Returns what is wrong with {@code value}, naming the place and not the value, or null.
   *
   * @param place how messages begin
   */
  public static @Nullable String problem(Map<?, ?> schema, @Nullable Object value, String place) {
    return new SchemaCheck(schema).problem(schema, value, place);
  }
}

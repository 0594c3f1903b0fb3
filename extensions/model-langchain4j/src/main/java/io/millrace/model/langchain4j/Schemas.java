package io.millrace.model.langchain4j;

import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spells JSON schemas as LangChain4j does; keywords that it has no name for are passed over. */
final class Schemas {
  private static final int DEEPEST = 32;

  private Schemas() {}

  static JsonObjectSchema object(Map<String, Object> schema) {
    return object(schema, 0);
  }

  private static JsonObjectSchema object(Map<?, ?> schema, int depth) {
    JsonObjectSchema.Builder builder =
        JsonObjectSchema.builder().description(text(schema.get("description")));
    if (schema.get("properties") instanceof Map<?, ?> properties && depth < DEEPEST) {
      properties.forEach(
          (name, value) -> {
            if (value instanceof Map<?, ?> property) {
              builder.addProperty(String.valueOf(name), element(property, depth + 1));
            }
          });
    }
    if (schema.get("required") instanceof List<?> required) {
      builder.required(required.stream().map(String::valueOf).toList());
    }
    return builder.build();
  }

  private static JsonSchemaElement element(Map<?, ?> schema, int depth) {
    String description = text(schema.get("description"));
    if (schema.get("enum") instanceof List<?> values) {
      return JsonEnumSchema.builder()
          .description(description)
          .enumValues(values.stream().map(String::valueOf).toList())
          .build();
    }
    return switch (String.valueOf(schema.get("type"))) {
      case "object" -> object(schema, depth);
      case "array" ->
          JsonArraySchema.builder()
              .description(description)
              .items(
                  schema.get("items") instanceof Map<?, ?> items && depth < DEEPEST
                      ? element(items, depth + 1)
                      : new JsonStringSchema())
              .build();
      case "number" -> JsonNumberSchema.builder().description(description).build();
      case "integer" -> JsonIntegerSchema.builder().description(description).build();
      case "boolean" -> JsonBooleanSchema.builder().description(description).build();
      default -> JsonStringSchema.builder().description(description).build();
    };
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text && !text.isEmpty() ? text : null;
  }
}

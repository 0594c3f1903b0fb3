package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Holds what is served to what openapi.json says of it: every answer, field by field. */
final class Described {
  private final JsonNode document;

  Described(JsonNode document) {
    this.document = document;
  }

  /** Asserts that a successful answer is as described. */
  void check(String method, String path, int status, String mediaType, JsonNode body) {
    JsonNode operation = operation(method, path.replaceAll("\\?.*", ""));
    JsonNode response = operation.path("responses").path(Integer.toString(status));
    assertThat(response.isMissingNode()).as("%s %s may answer %d", method, path, status).isFalse();
    if (mediaType.equals("application/json")) {
      JsonNode schema = response.path("content").path(mediaType).path("schema");
      assertThat(schema.isMissingNode()).as("%s %s answers JSON", method, path).isFalse();
      List<String> problems = new ArrayList<>();
      compare(schema, body, "$", problems);
      assertThat(problems).as("%s %s", method, path).isEmpty();
    }
  }

  /** The most fixed path that fits. */
  private JsonNode operation(String method, String path) {
    JsonNode found = null;
    int fewest = Integer.MAX_VALUE;
    for (Map.Entry<String, JsonNode> entry : document.path("paths").properties()) {
      String name = entry.getKey();
      String pattern = Pattern.quote(name).replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q");
      int parameters = name.split("\\{", -1).length;
      JsonNode operation = entry.getValue().path(method.toLowerCase(Locale.ROOT));
      if (path.matches(pattern) && parameters < fewest && !operation.isMissingNode()) {
        found = operation;
        fewest = parameters;
      }
    }
    assertThat(found).as("%s %s is described", method, path).isNotNull();
    return java.util.Objects.requireNonNull(found);
  }

  private void compare(JsonNode given, JsonNode value, String at, List<String> problems) {
    JsonNode schema =
        given.has("$ref") ? document.at(given.path("$ref").asText().substring(1)) : given;
    String type = schema.path("type").asText();
    if (value.isNull() || type.isEmpty()) {
      return;
    }
    boolean fits =
        switch (type) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "boolean" -> value.isBoolean();
          case "integer" -> value.isIntegralNumber();
          default -> value.isNumber();
        };
    if (!fits) {
      problems.add(at + " is no " + type + ": " + value);
    } else if (value.isArray()) {
      for (JsonNode element : value) {
        compare(schema.path("items"), element, at + "[]", problems);
      }
    } else if (schema.has("properties")) {
      fields(schema, value, at, problems);
    }
  }

  private void fields(JsonNode schema, JsonNode value, String at, List<String> problems) {
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JsonNode property = schema.path("properties").path(field.getKey());
      if (property.isMissingNode()) {
        problems.add(at + "." + field.getKey() + " is not described");
      } else {
        compare(property, field.getValue(), at + "." + field.getKey(), problems);
      }
    }
  }
}

package io.millrace.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** JSON on the wire: names in snake case, bounded when read. */
public final class Json {
  private static final int DEEPEST = 200;
  private static final int LONGEST_NUMBER = 1_000;
  private static final int LONGEST_NAME = 10_000;

  /** Reads and writes; immutable by agreement. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxNameLength(LONGEST_NAME)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  /**
   * Returns the value that a body holds.
   *
   * @throws ApiException 400 {@code bad_request} if it is empty or not JSON
   */
  public static JsonNode parse(byte[] body) {
    try {
      JsonNode node = body.length == 0 ? null : MAPPER.readTree(body);
      if (node == null || node.isMissingNode()) {
        throw ApiException.badRequest(
            "bad_request", "Invalid JSON payload received or JSON payload is empty.");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest("bad_request", "The body is not JSON: " + reason(e));
    } catch (IOException e) {
      throw new IllegalStateException("An array of bytes could not be read", e);
    }
  }

  /** What is wrong and where, without names of our classes. */
  private static String reason(JsonProcessingException e) {
    String text = e.getOriginalMessage().replaceAll(", from `[^`]*`", "");
    int classes = text.indexOf(" (for ");
    String where =
        e.getLocation() == null
            ? ""
            : " (line %d, column %d)"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return (classes < 0 ? text : text.substring(0, classes)) + where;
  }

  /** Returns a value as UTF-8. */
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "A " + value.getClass().getName() + " could not be written as JSON", e);
    }
  }
}

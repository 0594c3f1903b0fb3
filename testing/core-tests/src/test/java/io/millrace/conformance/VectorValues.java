package io.millrace.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.file.FileRef;
import io.millrace.file.FileType;
import io.millrace.file.TransferMethod;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads values as the vectors write them: {@code 1} is a whole number and {@code 1.0} is not, and
 * {@code $float}, {@code $file} and {@code $typed} stand for what JSON cannot say.
 */
final class VectorValues {
  private VectorValues() {}

  /** Returns the value with its type, which {@code $typed} may force. */
  static Value value(JsonNode json) {
    if (json.has("$typed")) {
      JsonNode typed = json.get("$typed");
      return new Value(ValueType.of(typed.get("type").asText()), raw(typed.get("value")));
    }
    return Value.of(raw(json));
  }

  /** Returns the value in the classes that {@link Value} names. */
  static @Nullable Object raw(JsonNode json) {
    return switch (json.getNodeType()) {
      case STRING -> json.textValue();
      case BOOLEAN -> json.booleanValue();
      case NUMBER -> number(json);
      case ARRAY -> list(json);
      case OBJECT -> object(json);
      default -> null;
    };
  }

  /** Returns the members of an object by name, {@code null} values included, in order. */
  static Map<String, @Nullable Object> map(JsonNode json) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    json.properties().forEach(entry -> map.put(entry.getKey(), raw(entry.getValue())));
    return map;
  }

  private static Object number(JsonNode json) {
    if (!json.isIntegralNumber()) {
      return json.doubleValue();
    }
    BigInteger integer = json.bigIntegerValue();
    return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer;
  }

  private static List<@Nullable Object> list(JsonNode json) {
    List<@Nullable Object> list = new ArrayList<>();
    json.forEach(element -> list.add(raw(element)));
    return list;
  }

  private static @Nullable Object object(JsonNode json) {
    if (json.has("$float")) {
      return switch (json.get("$float").asText()) {
        case "inf" -> Double.POSITIVE_INFINITY;
        case "-inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.NaN;
      };
    }
    if (json.has("$file")) {
      return file(json.get("$file"));
    } else if (json.has("dify_model_identity")) {
      return file(json); // as process data spells a file
    }
    return json.has("$typed") ? raw(json.get("$typed").get("value")) : map(json);
  }

  private static FileRef file(JsonNode json) {
    return new FileRef(
        text(json, "id"),
        FileType.of(json.path("type").asText("custom")),
        TransferMethod.of(json.path("transfer_method").asText("local_file")),
        text(json, "remote_url"),
        text(json, "reference"),
        text(json, "filename"),
        text(json, "extension"),
        text(json, "mime_type"),
        json.path("size").asLong(-1));
  }

  private static @Nullable String text(JsonNode json, String field) {
    return json.path(field).textValue();
  }
}

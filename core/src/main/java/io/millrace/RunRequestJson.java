package io.millrace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.datasource.DatasourceType;
import io.millrace.pipeline.Pipeline;
import io.millrace.python.PythonJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The documented JSON form of a run request (spec/01 §3.1). */
final class RunRequestJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private RunRequestJson() {}

  static RunRequest.Builder read(Function<Boolean, Pipeline> pipeline, String json) {
    if (json.isBlank()) {
      throw new InvalidRequestException(
          List.of("Invalid JSON payload received or JSON payload is empty."));
    }
    JsonNode body;
    try {
      body = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new InvalidRequestException(List.of("The body is not JSON: " + e.getOriginalMessage()));
    }
    List<String> problems = new ArrayList<>();
    if (!body.isObject()) {
      throw new InvalidRequestException(List.of("The body must be a JSON object"));
    }
    JsonNode inputs = field(body, "inputs", JsonNodeType.OBJECT, "an object", problems);
    JsonNode entries = field(body, "datasource_info_list", JsonNodeType.ARRAY, "a list", problems);
    JsonNode type = field(body, "datasource_type", JsonNodeType.STRING, "a string", problems);
    JsonNode start = field(body, "start_node_id", JsonNodeType.STRING, "a string", problems);
    JsonNode published =
        field(body, "is_published", JsonNodeType.BOOLEAN, "true or false", problems);
    JsonNode mode = field(body, "response_mode", JsonNodeType.STRING, "a string", problems);

    DatasourceType kind = DatasourceType.LOCAL_FILE;
    if (type != null) {
      try {
        kind = DatasourceType.of(type.textValue());
      } catch (IllegalArgumentException e) {
        problems.add("datasource_type: " + e.getMessage());
      }
    }
    ResponseMode answer =
        mode == null ? ResponseMode.BLOCKING : responseMode(mode.textValue(), problems);
    List<Map<String, @Nullable Object>> items = new ArrayList<>();
    for (int i = 0; entries != null && i < entries.size(); i++) {
      if (entries.get(i).isObject()) {
        items.add(object(entries.get(i)));
      } else {
        problems.add("datasource_info_list[" + i + "] must be an object");
      }
    }
    if (!problems.isEmpty() || inputs == null || start == null || published == null) {
      throw new InvalidRequestException(problems);
    }
    RunRequest.Builder request = RunRequest.of(pipeline.apply(published.booleanValue()));
    items.forEach(request::entry);
    return request
        .datasourceType(kind)
        .responseMode(answer)
        .inputs(object(inputs))
        .startAt(start.textValue())
        .published(published.booleanValue());
  }

  /** Whole numbers of any size stay whole, as pipelines see them. */
  private static Map<String, @Nullable Object> object(JsonNode node) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    if (PythonJson.parse(node.toString()) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> object.put(String.valueOf(key), value));
    }
    return object;
  }

  private static ResponseMode responseMode(String text, List<String> problems) {
    for (ResponseMode mode : ResponseMode.values()) {
      if (mode.wireName().equals(text)) {
        return mode;
      }
    }
    problems.add("response_mode must be streaming or blocking, but was '" + text + "'");
    return ResponseMode.BLOCKING;
  }

  private static @Nullable JsonNode field(
      JsonNode body, String name, JsonNodeType type, String expected, List<String> problems) {
    JsonNode value = body.get(name);
    if (value == null || value.isNull()) {
      problems.add(name + " is required: " + expected);
    } else if (value.getNodeType() != type) {
      problems.add(name + " must be " + expected);
    } else {
      return value;
    }
    return null;
  }

  static JsonNode write(RunRequest request) {
    ObjectNode body = JSON.createObjectNode();
    body.set("inputs", JSON.valueToTree(request.inputs()));
    body.put("datasource_type", request.datasourceType().wireName());
    body.set("datasource_info_list", JSON.valueToTree(request.entries()));
    body.put("start_node_id", request.startNodeId());
    body.put("is_published", request.published());
    body.put("response_mode", request.responseMode().wireName());
    return body;
  }
}

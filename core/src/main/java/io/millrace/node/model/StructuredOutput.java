package io.millrace.node.model;

import io.millrace.model.ChatRequest.ResponseFormat;
import io.millrace.node.JsonSchema;
import io.millrace.node.Settings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON that an {@code llm} node's answer must be.
 *
 * @param schema what the node gives, which may be no schema at all
 */
record StructuredOutput(@Nullable Object schema) {

  /** Returns what the node asks for, or {@code null} when its answer is text. */
  static @Nullable StructuredOutput read(Settings settings) {
    boolean on =
        settings.raw("structured_output_switch_on") == null
            ? settings.bool("structured_output_enabled", false)
            : settings.bool("structured_output_switch_on", false);
    return on && settings.raw("structured_output") != null
        ? new StructuredOutput(settings.object("structured_output").raw("schema"))
        : null;
  }

  ResponseFormat format() {
    if (!(schema instanceof Map<?, ?> map)) {
      throw new ModelNodeException(
          "LLMNodeError",
          "Invalid structured output schema (stage=schema, path=$.schema): expected a JSON object");
    }
    @SuppressWarnings("NullAway") // a schema's own values are never null
    Map<String, Object> plain = JsonInText.stringKeys(map);
    return new ResponseFormat("output", plain);
  }

  /** Returns the object that the answer is or holds. */
  Map<String, @Nullable Object> read(String answer) {
    Map<String, @Nullable Object> object =
        JsonInText.object(Reasoning.withoutThoughts(answer))
            .orElseThrow(
                () ->
                    new ModelNodeException(
                        "LLMNodeError",
                        "Failed to parse structured output (stage=result, path=$): the answer holds"
                            + " no JSON object: "
                            + start(answer)));
    String problem = JsonSchema.problem(format().schema(), object, "$");
    if (problem != null) {
      throw new ModelNodeException(
          "LLMNodeError", "Structured output validation failed (stage=result, path=$): " + problem);
    }
    return object;
  }

  private static String start(String answer) {
    return answer.length() <= 200 ? answer : answer.substring(0, 200) + "…";
  }
}

package io.millrace.model;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation to be continued.
 *
 * @param messages in order; at least one
 * @param tools functions that the model may ask to call; usually none
 * @param responseFormat the JSON that the answer must be, or {@code null} for text
 * @param parameters {@code completion_params} as the pipeline file spells them, such as {@code
 *     temperature}, {@code max_tokens} or {@code stop}; a model passes over what it does not know
 * @since 0.1
 */
public record ChatRequest(
    ImmutableList<ChatMessage> messages,
    ImmutableList<ChatTool> tools,
    @Nullable ResponseFormat responseFormat,
    Map<String, @Nullable Object> parameters) {

  public ChatRequest {
    requireNonNull(tools, "tools");
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("A request needs at least one message");
    }
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** Returns a request without tools, format and parameters. */
  public static ChatRequest of(ChatMessage... messages) {
    return new ChatRequest(
        ImmutableList.copyOf(messages), ImmutableList.of(), null, Collections.emptyMap());
  }

  /** Returns the same request with these parameters. */
  public ChatRequest withParameters(Map<String, ? extends @Nullable Object> all) {
    return new ChatRequest(messages, tools, responseFormat, new LinkedHashMap<>(all));
  }

  /** Returns the same request with tools. */
  public ChatRequest withTools(List<ChatTool> all) {
    return new ChatRequest(messages, ImmutableList.copyOf(all), responseFormat, parameters);
  }

  /** Returns the same request, whose answer must have a form. */
  public ChatRequest withResponseFormat(ResponseFormat format) {
    return new ChatRequest(messages, tools, format, parameters);
  }

  /**
   * The JSON that an answer must be.
   *
   * @param name of the schema; letters, digits, dashes and underscores
   * @param schema a JSON schema
   */
  public record ResponseFormat(String name, Map<String, Object> schema) {
    public ResponseFormat {
      requireNonNull(name, "name");
      requireNonNull(schema, "schema");
    }
  }
}

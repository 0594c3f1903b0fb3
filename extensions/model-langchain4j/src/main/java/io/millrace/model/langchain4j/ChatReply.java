package io.millrace.model.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import io.millrace.model.ChatAnswer;
import io.millrace.model.ChatMessage.ToolCall;
import io.millrace.model.ModelException;
import io.millrace.model.TokenUsage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts an answer together out of what the server streams, or of one piece when it does not stream.
 * What a model thinks aloud beside its text becomes a part of it, in {@code <think>} tags.
 */
final class ChatReply {
  private static final int MOST_TOOL_CALLS = 128;

  private final Endpoint endpoint;
  private final Consumer<String> onText;
  private final StringBuilder text = new StringBuilder();
  private final Map<Integer, PartialCall> calls = new TreeMap<>();
  private TokenUsage usage = TokenUsage.NONE;
  private @Nullable String finishReason;
  private boolean thinking;

  private static final class PartialCall {
    private String id = "";
    private String name = "";
    private final StringBuilder arguments = new StringBuilder();
  }

  ChatReply(Endpoint endpoint, Consumer<String> onText) {
    this.endpoint = endpoint;
    this.onText = onText;
  }

  boolean begun() {
    return !text.isEmpty();
  }

  /** Reads the stream to its end. */
  ChatAnswer stream(InputStream body) throws IOException {
    ServerSentEvents events = new ServerSentEvents(body);
    boolean done = false;
    for (String data = events.next(); data != null && !done; data = events.next()) {
      if (data.strip().equals("[DONE]")) {
        done = true;
        break;
      }
      take(Json.read(endpoint, data), "delta");
    }
    if (!done && finishReason == null) {
      throw ModelException.retriable(
          endpoint.name() + ": the answer broke off after " + text.length() + " characters", null);
    }
    return answer();
  }

  /** Reads an answer of one piece. */
  ChatAnswer whole(JsonNode json) {
    if (!json.path("choices").path(0).path("message").isObject()) {
      throw ModelException.retriable(
          endpoint.name() + " answered without a message in 'choices'", null);
    }
    take(json, "message");
    return answer();
  }

  private void take(JsonNode json, String member) {
    JsonNode error = json.path("error");
    if (error.isObject() || error.isTextual()) {
      String said = error.isTextual() ? error.asText() : error.path("message").asText("an error");
      throw ModelException.retriable(endpoint.name() + ": " + endpoint.withoutKey(said), null);
    }
    JsonNode used = json.path("usage");
    if (used.isObject()) {
      usage =
          new TokenUsage(
              Math.max(0, used.path("prompt_tokens").asLong()),
              Math.max(0, used.path("completion_tokens").asLong()));
    }
    JsonNode choice = json.path("choices").path(0);
    JsonNode piece = choice.path(member);
    JsonNode thought =
        piece.hasNonNull("reasoning_content")
            ? piece.get("reasoning_content")
            : piece.path("reasoning");
    if (thought.isTextual() && !thought.asText().isEmpty()) {
      say((thinking ? "" : "<think>\n") + thought.asText());
      thinking = true;
    }
    if (piece.path("content").isTextual() && !piece.get("content").asText().isEmpty()) {
      say(endOfThought() + piece.get("content").asText());
    }
    piece.path("tool_calls").forEach(this::takeCall);
    if (choice.path("finish_reason").isTextual()) {
      finishReason = choice.get("finish_reason").asText();
    }
  }

  private String endOfThought() {
    String end = thinking ? "\n</think>" : "";
    thinking = false;
    return end;
  }

  private void say(String piece) {
    text.append(piece);
    onText.accept(piece);
  }

  private void takeCall(JsonNode piece) {
    int index = piece.path("index").asInt(calls.size());
    if (index < 0 || index >= MOST_TOOL_CALLS) {
      throw ModelException.permanent(
          endpoint.name() + " asked for more than " + MOST_TOOL_CALLS + " functions", null);
    }
    PartialCall call = calls.computeIfAbsent(index, n -> new PartialCall());
    JsonNode function = piece.path("function");
    call.id += piece.path("id").asText("");
    call.name += function.path("name").asText("");
    JsonNode arguments = function.path("arguments");
    call.arguments.append(arguments.isObject() ? arguments.toString() : arguments.asText(""));
  }

  private ChatAnswer answer() {
    String end = endOfThought();
    if (!end.isEmpty()) {
      say(end);
    }
    ImmutableList<ToolCall> asked =
        calls.values().stream()
            .map(call -> new ToolCall(call.id, call.name, call.arguments.toString()))
            .collect(ImmutableList.toImmutableList());
    return new ChatAnswer(text.toString(), asked, usage, finishReason);
  }
}

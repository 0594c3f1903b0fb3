package io.millrace.model.langchain4j;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.file.FileType;
import io.millrace.model.ChatMessage;
import io.millrace.model.ChatMessage.ToolCall;
import io.millrace.model.ChatPart;
import io.millrace.model.ChatRequest;
import io.millrace.model.ChatRequest.ResponseFormat;
import io.millrace.model.ChatTool;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Spells a request as chat completions do. */
final class ChatJson {
  /** What a pipeline file cannot set. */
  private static final Set<String> OURS =
      Set.of("model", "messages", "stream", "stream_options", "tools", "n");

  private ChatJson() {}

  static ObjectNode of(String model, ChatRequest request) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    request.parameters().forEach((name, value) -> parameter(json, name, value));
    json.put("model", model);
    ArrayNode messages = json.putArray("messages");
    request.messages().forEach(message -> messages.add(message(message)));
    if (!request.tools().isEmpty()) {
      ArrayNode tools = json.putArray("tools");
      request.tools().forEach(tool -> tools.add(tool(tool)));
    }
    ResponseFormat format = request.responseFormat();
    if (format != null) {
      ObjectNode schema = json.putObject("response_format").put("type", "json_schema");
      schema
          .putObject("json_schema")
          .put("name", format.name())
          .set("schema", Json.MAPPER.valueToTree(format.schema()));
    }
    json.put("stream", true);
    json.putObject("stream_options").put("include_usage", true);
    return json;
  }

  private static void parameter(ObjectNode json, String name, @Nullable Object value) {
    if (value == null || OURS.contains(name)) {
      return;
    }
    if (name.equals("response_format") && value instanceof String type) {
      // Dify's spelling; a schema beside it is "json_schema"
      if (type.equals("json_object")) {
        json.putObject(name).put("type", type);
      }
    } else if (!name.equals("json_schema")) {
      json.set(name, Json.MAPPER.valueToTree(value));
    }
  }

  private static ObjectNode message(ChatMessage message) {
    ObjectNode json = Json.MAPPER.createObjectNode().put("role", message.role().wireName());
    boolean onlyText = message.parts().stream().allMatch(ChatPart.Text.class::isInstance);
    if (onlyText) {
      json.put("content", message.text());
    } else {
      ArrayNode parts = json.putArray("content");
      message.parts().forEach(part -> parts.add(part(part)));
    }
    if (!message.toolCalls().isEmpty()) {
      ArrayNode calls = json.putArray("tool_calls");
      message.toolCalls().forEach(call -> calls.add(call(call)));
    }
    if (message.toolCallId() != null) {
      json.put("tool_call_id", message.toolCallId());
    }
    return json;
  }

  private static ObjectNode part(ChatPart part) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    if (part instanceof ChatPart.Text text) {
      return json.put("type", "text").put("text", text.text());
    }
    ChatPart.Media media = (ChatPart.Media) part;
    if (media.kind() == FileType.IMAGE) {
      json.put("type", "image_url")
          .putObject("image_url")
          .put("url", media.urlOrData())
          .put("detail", media.detail());
    } else if (media.kind() == FileType.AUDIO && media.base64() != null) {
      json.put("type", "input_audio")
          .putObject("input_audio")
          .put("data", media.base64())
          .put("format", media.mimeType().endsWith("wav") ? "wav" : "mp3");
    } else {
      json.put("type", "file")
          .putObject("file")
          .put("filename", media.filename())
          .put("file_data", media.urlOrData());
    }
    return json;
  }

  private static ObjectNode call(ToolCall call) {
    ObjectNode json = Json.MAPPER.createObjectNode().put("id", call.id()).put("type", "function");
    json.putObject("function").put("name", call.name()).put("arguments", call.arguments());
    return json;
  }

  private static ObjectNode tool(ChatTool tool) {
    ObjectNode json = Json.MAPPER.createObjectNode().put("type", "function");
    json.putObject("function")
        .put("name", tool.name())
        .put("description", tool.description())
        .set("parameters", Json.MAPPER.valueToTree(tool.parameters()));
    return json;
  }
}

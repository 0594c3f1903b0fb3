package io.millrace.model.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.pdf.PdfFile;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import io.millrace.file.FileType;
import io.millrace.model.ChatPart;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spells requests as LangChain4j does. Parameters that it has no name for are passed over. */
final class LangChain4jRequests {
  private LangChain4jRequests() {}

  static ChatRequest of(io.millrace.model.ChatRequest request) {
    ChatRequest.Builder builder =
        ChatRequest.builder()
            .messages(request.messages().stream().map(LangChain4jRequests::message).toList());
    parameters(builder, request.parameters());
    if (!request.tools().isEmpty()) {
      builder.toolSpecifications(
          request.tools().stream()
              .map(
                  tool ->
                      ToolSpecification.builder()
                          .name(tool.name())
                          .description(tool.description())
                          .parameters(Schemas.object(tool.parameters()))
                          .build())
              .toList());
    }
    io.millrace.model.ChatRequest.ResponseFormat format = request.responseFormat();
    if (format != null) {
      builder.responseFormat(
          ResponseFormat.builder()
              .type(ResponseFormatType.JSON)
              .jsonSchema(
                  JsonSchema.builder()
                      .name(format.name())
                      .rootElement(Schemas.object(format.schema()))
                      .build())
              .build());
    }
    return builder.build();
  }

  private static void parameters(
      ChatRequest.Builder builder, Map<String, @Nullable Object> parameters) {
    builder.temperature(decimal(parameters.get("temperature")));
    builder.topP(decimal(parameters.get("top_p")));
    builder.topK(whole(parameters.get("top_k")));
    builder.frequencyPenalty(decimal(parameters.get("frequency_penalty")));
    builder.presencePenalty(decimal(parameters.get("presence_penalty")));
    builder.maxOutputTokens(whole(parameters.get("max_tokens")));
    if (parameters.get("stop") instanceof List<?> stop && !stop.isEmpty()) {
      builder.stopSequences(stop.stream().map(String::valueOf).toList());
    }
  }

  private static @Nullable Double decimal(@Nullable Object value) {
    return value instanceof Number number ? (Double) number.doubleValue() : null;
  }

  private static @Nullable Integer whole(@Nullable Object value) {
    return value instanceof Number number ? (Integer) number.intValue() : null;
  }

  private static ChatMessage message(io.millrace.model.ChatMessage message) {
    return switch (message.role()) {
      case SYSTEM -> SystemMessage.from(message.text());
      case USER ->
          UserMessage.from(message.parts().stream().map(LangChain4jRequests::content).toList());
      case ASSISTANT ->
          AiMessage.builder()
              .text(message.text())
              .toolExecutionRequests(
                  message.toolCalls().stream()
                      .map(
                          call ->
                              ToolExecutionRequest.builder()
                                  .id(call.id())
                                  .name(call.name())
                                  .arguments(call.arguments())
                                  .build())
                      .toList())
              .build();
      case TOOL ->
          ToolExecutionResultMessage.from(String.valueOf(message.toolCallId()), "", message.text());
    };
  }

  private static Content content(ChatPart part) {
    if (part instanceof ChatPart.Text text) {
      return TextContent.from(text.text());
    }
    ChatPart.Media media = (ChatPart.Media) part;
    if (media.kind() == FileType.IMAGE) {
      Image.Builder image = Image.builder().mimeType(media.mimeType());
      if (media.url() != null) {
        image.url(media.url());
      } else {
        image.base64Data(media.base64());
      }
      return ImageContent.from(
          image.build(),
          media.detail().equals("low")
              ? ImageContent.DetailLevel.LOW
              : ImageContent.DetailLevel.HIGH);
    }
    return media.url() != null
        ? PdfFileContent.from(media.url())
        : PdfFileContent.from(PdfFile.builder().base64Data(media.base64()).build());
  }
}

package io.millrace.model.langchain4j;

import com.google.common.collect.ImmutableList;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.millrace.model.ChatAnswer;
import io.millrace.model.ChatMessage.ToolCall;
import io.millrace.model.TokenUsage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads answers of LangChain4j. */
final class LangChain4jAnswers {
  private LangChain4jAnswers() {}

  static ChatAnswer of(ChatResponse response) {
    AiMessage message = response.aiMessage();
    ImmutableList<ToolCall> calls =
        message.hasToolExecutionRequests()
            ? message.toolExecutionRequests().stream()
                .map(
                    call ->
                        new ToolCall(text(call.id()), text(call.name()), text(call.arguments())))
                .collect(ImmutableList.toImmutableList())
            : ImmutableList.of();
    String reason =
        response.finishReason() == null
            ? null
            : switch (response.finishReason()) {
              case TOOL_EXECUTION -> "tool_calls";
              default -> response.finishReason().name().toLowerCase(Locale.ROOT);
            };
    return new ChatAnswer(text(message.text()), calls, usage(response.tokenUsage()), reason);
  }

  private static TokenUsage usage(dev.langchain4j.model.output.@Nullable TokenUsage usage) {
    return usage == null
        ? TokenUsage.NONE
        : new TokenUsage(count(usage.inputTokenCount()), count(usage.outputTokenCount()));
  }

  private static long count(@Nullable Integer tokens) {
    return tokens == null ? 0 : Math.max(0, tokens);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}

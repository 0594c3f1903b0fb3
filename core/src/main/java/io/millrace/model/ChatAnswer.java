package io.millrace.model;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/**
 * What a model answered.
 *
 * @param text the answer; what a model thought aloud is inside of it, between {@code <think>} and
 *     {@code </think>}
 * @param toolCalls functions it asks to call; usually none
 * @param usage tokens it took; zeros when the provider does not say
 * @param finishReason why it stopped, as the provider spells it: {@code stop}, {@code length},
 *     {@code tool_calls} and the like; {@code null} when it does not say
 * @since 0.1
 */
public record ChatAnswer(
    String text,
    ImmutableList<ChatMessage.ToolCall> toolCalls,
    TokenUsage usage,
    @Nullable String finishReason) {
  public ChatAnswer {
    requireNonNull(text, "text");
    requireNonNull(toolCalls, "toolCalls");
    requireNonNull(usage, "usage");
  }

  /** Returns an answer of text. */
  public static ChatAnswer of(String text, TokenUsage usage) {
    return new ChatAnswer(text, ImmutableList.of(), usage, "stop");
  }
}

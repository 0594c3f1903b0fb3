package io.millrace.model;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a conversation.
 *
 * @param role who speaks
 * @param parts what is said, in order
 * @param toolCalls functions that an assistant asked for
 * @param toolCallId for {@link Role#TOOL} the call it answers, else {@code null}
 * @since 0.1
 */
public record ChatMessage(
    Role role,
    ImmutableList<ChatPart> parts,
    ImmutableList<ToolCall> toolCalls,
    @Nullable String toolCallId) {

  /** Who speaks. */
  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    TOOL;

    /** Returns the usual spelling: lower case. */
    public String wireName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * Returns the role with the usual spelling.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Role of(String wireName) {
      for (Role role : values()) {
        if (role.wireName().equals(wireName)) {
          return role;
        }
      }
      throw new IllegalArgumentException(
          "Unknown role '" + wireName + "'. Known: system, user, assistant, tool");
    }
  }

  /**
   * A function that a model asks to call.
   *
   * @param id names the call for its answer
   * @param name the function
   * @param arguments what the model wrote: meant to be a JSON object, and not always one
   */
  public record ToolCall(String id, String name, String arguments) {
    public ToolCall {
      requireNonNull(id, "id");
      requireNonNull(name, "name");
      requireNonNull(arguments, "arguments");
    }
  }

  public ChatMessage {
    requireNonNull(role, "role");
    requireNonNull(parts, "parts");
    requireNonNull(toolCalls, "toolCalls");
  }

  /** Returns a message of several parts. */
  public static ChatMessage of(Role role, List<ChatPart> parts) {
    return new ChatMessage(role, ImmutableList.copyOf(parts), ImmutableList.of(), null);
  }

  /** Returns a message of text. */
  public static ChatMessage of(Role role, String text) {
    return of(role, List.of(new ChatPart.Text(text)));
  }

  /** Returns an instruction. */
  public static ChatMessage system(String text) {
    return of(Role.SYSTEM, text);
  }

  /** Returns a question. */
  public static ChatMessage user(String text) {
    return of(Role.USER, text);
  }

  /** Returns an answer. */
  public static ChatMessage assistant(String text) {
    return of(Role.ASSISTANT, text);
  }

  /** Returns the text parts, joined without a separator. */
  public String text() {
    return parts.stream()
        .filter(ChatPart.Text.class::isInstance)
        .map(part -> ((ChatPart.Text) part).text())
        .collect(Collectors.joining());
  }
}

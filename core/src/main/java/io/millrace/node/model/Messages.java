package io.millrace.node.model;

import com.google.common.collect.ImmutableList;
import io.millrace.model.ChatMessage;
import io.millrace.model.ChatMessage.Role;
import io.millrace.model.ChatPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages of one request while they are put together, and what events show of them. */
final class Messages {
  private final List<ChatMessage> messages = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> shown = new ArrayList<>();

  /**
   * Adds text; an empty one is left out, as in Dify.
   *
   * @param display the text with secrets masked
   */
  void add(Role role, String text, String display) {
    if (!text.isEmpty()) {
      messages.add(ChatMessage.of(role, text));
      shown.add(entry(role, display, List.of()));
    }
  }

  void add(Role role, String text) {
    add(role, text, text);
  }

  /** Adds files as a message of their own. */
  void add(Role role, List<ChatPart> parts) {
    if (!parts.isEmpty()) {
      messages.add(ChatMessage.of(role, parts));
      shown.add(entry(role, "", parts));
    }
  }

  /** Puts files in front of the last message when a user says it, else behind everything. */
  void addFiles(List<ChatPart> parts) {
    int last = messages.size() - 1;
    if (parts.isEmpty()) {
      return;
    } else if (last < 0 || messages.get(last).role() != Role.USER) {
      add(Role.USER, parts);
      return;
    }
    List<ChatPart> all = new ArrayList<>(parts);
    all.addAll(messages.get(last).parts());
    messages.set(last, ChatMessage.of(Role.USER, all));
    shown.set(last, entry(Role.USER, String.valueOf(shown.get(last).get("text")), all));
  }

  private static Map<String, @Nullable Object> entry(Role role, String text, List<ChatPart> parts) {
    List<Map<String, @Nullable Object>> files = new ArrayList<>();
    for (ChatPart part : parts) {
      if (part instanceof ChatPart.Media media) {
        Map<String, @Nullable Object> file = new LinkedHashMap<>();
        file.put("type", media.kind().wireName());
        file.put("filename", media.filename());
        file.put("mime_type", media.mimeType());
        file.put("detail", media.detail());
        files.add(file);
      }
    }
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("role", role.wireName());
    entry.put("text", text);
    entry.put("files", files);
    return entry;
  }

  /**
   * Returns the messages.
   *
   * @throws ModelNodeException if there is none
   */
  ImmutableList<ChatMessage> all() {
    if (messages.isEmpty()) {
      throw new ModelNodeException(
          "NoPromptFoundError",
          "No prompt found in the LLM configuration. Please ensure a prompt is properly configured"
              + " before proceeding.");
    }
    return ImmutableList.copyOf(messages);
  }

  /** Returns what events show. */
  List<Map<String, @Nullable Object>> shown() {
    return List.copyOf(shown);
  }
}

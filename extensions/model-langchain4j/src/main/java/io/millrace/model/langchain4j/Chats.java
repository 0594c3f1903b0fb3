package io.millrace.model.langchain4j;

import io.millrace.model.ChatMessage;
import io.millrace.model.ChatPart;
import io.millrace.model.ChatRequest;

/** Guesses how many tokens a request will take. */
final class Chats {
  private static final int ANSWER = 500;
  private static final int IMAGE = 1_000;

  private Chats() {}

  static long estimate(ChatRequest request) {
    long tokens =
        request.parameters().get("max_tokens") instanceof Number most ? most.longValue() : ANSWER;
    for (ChatMessage message : request.messages()) {
      for (ChatPart part : message.parts()) {
        tokens += part instanceof ChatPart.Text text ? Tokens.estimate(text.text()) : IMAGE;
      }
    }
    return tokens;
  }
}

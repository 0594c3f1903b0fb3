package io.millrace.model.langchain4j;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.millrace.file.FileType;
import io.millrace.model.ChatAnswer;
import io.millrace.model.ChatModel;
import io.millrace.model.ChatRequest;
import io.millrace.model.ModelCall;
import io.millrace.model.ModelId;
import java.util.function.Consumer;

/** A chat model of LangChain4j behind core's port. */
final class LangChain4jChat implements ChatModel {
  private final ModelId id;
  private final Source source;
  private final ThrottledChats chats;

  /** What answers. */
  sealed interface Source {
    ChatAnswer ask(ModelId id, ChatRequest request, ModelCall call, Consumer<String> onText);
  }

  LangChain4jChat(ModelId id, Source source, Throttle throttle) {
    this.id = id;
    this.source = source;
    this.chats = new ThrottledChats(throttle);
  }

  @Override
  public ModelId id() {
    return id;
  }

  @Override
  public boolean accepts(FileType kind, String mimeType) {
    return kind == FileType.IMAGE || mimeType.equals("application/pdf");
  }

  @Override
  public ChatAnswer chat(ChatRequest request, ModelCall call, Consumer<String> onText) {
    return chats.chat(call, request, onText, counted -> source.ask(id, request, call, counted));
  }

  @Override
  public String toString() {
    return "LangChain4jChat[" + id + "]";
  }

  /** A model that answers as a whole. */
  record Blocking(dev.langchain4j.model.chat.ChatModel model) implements Source {
    @Override
    public ChatAnswer ask(
        ModelId id, ChatRequest request, ModelCall call, Consumer<String> onText) {
      ChatResponse response =
          Failures.translated(id, () -> model.chat(LangChain4jRequests.of(request)));
      ChatAnswer answer = LangChain4jAnswers.of(response);
      if (!answer.text().isEmpty()) {
        onText.accept(answer.text());
      }
      return answer;
    }
  }

  /** A model that streams. */
  record Streaming(StreamingChatModel model) implements Source {
    @Override
    public ChatAnswer ask(
        ModelId id, ChatRequest request, ModelCall call, Consumer<String> onText) {
      StreamQueue queue = new StreamQueue();
      Failures.translated(
          id,
          () -> {
            model.chat(LangChain4jRequests.of(request), queue);
            return true;
          });
      return queue.drain(id, call, onText);
    }
  }
}

package io.millrace.model.langchain4j;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.file.FileType;
import io.millrace.model.ChatAnswer;
import io.millrace.model.ChatModel;
import io.millrace.model.ChatRequest;
import io.millrace.model.ModelCall;
import io.millrace.model.ModelId;
import java.util.Set;
import java.util.function.Consumer;

/** A chat model behind an endpoint. */
final class OpenAiChat implements ChatModel {
  private final ModelId id;
  private final ServedChat settings;
  private final Endpoint endpoint;
  private final ThrottledChats calls;

  OpenAiChat(ModelId id, ServedChat settings, Endpoint endpoint, Throttle throttle) {
    this.id = id;
    this.settings = settings;
    this.endpoint = endpoint;
    this.calls = new ThrottledChats(throttle);
  }

  @Override
  public ModelId id() {
    return id;
  }

  @Override
  public boolean accepts(FileType kind, String mimeType) {
    Set<String> kinds = settings.files();
    return switch (kind) {
      case IMAGE -> kinds.contains("image");
      case AUDIO -> kinds.contains("audio");
      case DOCUMENT -> kinds.contains("document");
      default -> false;
    };
  }

  @Override
  public boolean takesTools() {
    return settings.tools();
  }

  @Override
  public ChatAnswer chat(ChatRequest request, ModelCall call, Consumer<String> onText) {
    ObjectNode json = ChatJson.of(settings.model(), request);
    return calls.chat(
        call,
        request,
        onText,
        counted ->
            new Exchange(endpoint)
                .post(
                    "/chat/completions",
                    json,
                    call,
                    (body, eventStream) -> {
                      ChatReply reply = new ChatReply(endpoint, counted);
                      return eventStream
                          ? reply.stream(body)
                          : reply.whole(new Exchange(endpoint).json(body));
                    }));
  }

  @Override
  public String toString() {
    return "OpenAiChat[" + id + " as " + settings.model() + " at " + endpoint.name() + "]";
  }
}

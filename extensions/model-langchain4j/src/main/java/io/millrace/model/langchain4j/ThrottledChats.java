package io.millrace.model.langchain4j;

import io.millrace.model.ChatAnswer;
import io.millrace.model.ChatRequest;
import io.millrace.model.ModelCall;
import java.util.function.Consumer;
import java.util.function.Function;

/** Chats within a budget. */
final class ThrottledChats {
  private final Throttle throttle;

  ThrottledChats(Throttle throttle) {
    this.throttle = throttle;
  }

  ChatAnswer chat(
      ModelCall call,
      ChatRequest request,
      Consumer<String> onText,
      Function<Consumer<String>, ChatAnswer> attempt) {
    return throttle.call(
        call,
        Chats.estimate(request),
        answer -> answer.usage().total(),
        new Streaming(onText, attempt));
  }

  /** An attempt that remembers whether something was streamed. */
  private static final class Streaming implements Throttle.Attempt<ChatAnswer> {
    private final Consumer<String> onText;
    private final Function<Consumer<String>, ChatAnswer> attempt;
    private boolean begun;

    Streaming(Consumer<String> onText, Function<Consumer<String>, ChatAnswer> attempt) {
      this.onText = onText;
      this.attempt = attempt;
    }

    @Override
    public ChatAnswer make() {
      return attempt.apply(
          piece -> {
            begun = true;
            onText.accept(piece);
          });
    }

    @Override
    public boolean begun() {
      return begun;
    }
  }
}

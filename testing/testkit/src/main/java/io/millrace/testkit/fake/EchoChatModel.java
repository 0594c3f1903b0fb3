package io.millrace.testkit.fake;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.millrace.model.ChatAnswer;
import io.millrace.model.ChatMessage;
import io.millrace.model.ChatModel;
import io.millrace.model.ChatRequest;
import io.millrace.model.ModelCall;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import io.millrace.model.TokenUsage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A chat model without a network: it repeats the last message, or says what a function makes of the
 * request. Streams word by word.
 *
 * @since 0.1
 */
public final class EchoChatModel implements ChatModel {
  private final ModelId id;
  private final Function<ChatRequest, String> answers;

  /** Makes a model that repeats the text of the last message. */
  public EchoChatModel(ModelId id) {
    this(id, request -> last(request).text());
  }

  /** Makes a model that answers with what the function says. */
  public EchoChatModel(ModelId id, Function<ChatRequest, String> answers) {
    this.id = requireNonNull(id, "id");
    this.answers = requireNonNull(answers, "answers");
  }

  private static ChatMessage last(ChatRequest request) {
    ImmutableList<ChatMessage> messages = request.messages();
    return messages.get(messages.size() - 1);
  }

  @Override
  public ModelId id() {
    return id;
  }

  @Override
  public ChatAnswer chat(ChatRequest request, ModelCall call, Consumer<String> onText) {
    if (call.cancelled()) {
      throw ModelException.permanent("The call was cancelled before it was answered", null);
    }
    String text = answers.apply(request);
    String before = "";
    for (String word : Splitter.on(' ').split(text)) {
      onText.accept(before + word);
      before = " ";
    }
    return ChatAnswer.of(text, TokenUsage.NONE);
  }
}

package io.millrace.testkit.contract;

import io.millrace.model.ChatAnswer;
import io.millrace.model.ChatModel;
import io.millrace.model.ChatRequest;
import io.millrace.model.ModelCall;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import io.millrace.testkit.fake.EchoChatModel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

class EchoChatModelContractTest extends ChatModelContract {
  static final String SECRET = "s3cret-key";
  private static final ModelId ID = new ModelId("testkit", "echo");

  @Override
  protected ChatModel model() {
    return Planted.in(ChatModel.class, new EchoChatModel(ID));
  }

  @Override
  protected Optional<ChatModel> refusedModel() {
    return Optional.of(Planted.failing(ChatModel.class, ModelException.permanent("Refused", null)));
  }

  @Override
  protected Optional<ChatModel> brokenModel() {
    return Optional.of(
        Planted.failing(ChatModel.class, ModelException.retriable("Broke off", null)));
  }

  @Override
  protected Optional<ChatModel> silentModel() {
    return waiting(
        call -> {
          try {
            while (!call.cancelled() && !call.left().isZero()) {
              var unused = new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw ModelException.retriable("No answer", null);
        });
  }

  @Override
  protected Optional<ChatModel> busyModel() {
    return waiting(
        call -> {
          call.pause(Duration.ofSeconds(2), "busy");
          throw new AssertionError("a call that suspends does not come here");
        });
  }

  private static Optional<ChatModel> waiting(Function<ModelCall, ChatAnswer> answer) {
    return Optional.of(Planted.in(ChatModel.class, new Waiting(answer)));
  }

  @Override
  protected Optional<String> secret() {
    return Optional.of(SECRET);
  }

  private record Waiting(Function<ModelCall, ChatAnswer> answer) implements ChatModel {
    @Override
    public ModelId id() {
      return ID;
    }

    @Override
    public ChatAnswer chat(ChatRequest request, ModelCall call, Consumer<String> onText) {
      return answer.apply(call);
    }
  }
}

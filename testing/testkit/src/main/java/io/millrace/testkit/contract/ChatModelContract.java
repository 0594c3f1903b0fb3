package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.model.CallSuspendedException;
import io.millrace.model.ChatAnswer;
import io.millrace.model.ChatMessage;
import io.millrace.model.ChatModel;
import io.millrace.model.ChatRequest;
import io.millrace.model.ModelCall;
import io.millrace.model.ModelException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ChatModel} must do. A server that can be told to fail is {@link
 * io.millrace.testkit.openai.FakeOpenAi}.
 *
 * @since 0.1
 */
public abstract class ChatModelContract {
  private static final ChatRequest QUESTION =
      ChatRequest.of(
          ChatMessage.system("Answer in one sentence."),
          ChatMessage.user("What does a mill grind?"));

  /** Returns a model that answers every question with some words; asked once a test. */
  protected abstract ChatModel model() throws Exception;

  /** Returns a model whose provider refuses every call for good; none unless overridden. */
  protected Optional<ChatModel> refusedModel() throws Exception {
    return Optional.empty();
  }

  /** Returns a model whose provider takes every call and never answers; none unless overridden. */
  protected Optional<ChatModel> silentModel() throws Exception {
    return Optional.empty();
  }

  /**
   * Returns a model whose provider says of every call that it is to come again after a second or
   * more; none unless overridden.
   */
  protected Optional<ChatModel> busyModel() throws Exception {
    return Optional.empty();
  }

  /** Returns a model whose provider breaks off in the middle of its answer; none by default. */
  protected Optional<ChatModel> brokenModel() throws Exception {
    return Optional.empty();
  }

  /** Returns the key that the models sign in with, which no message may show; none by default. */
  protected Optional<String> secret() {
    return Optional.empty();
  }

  @Test
  protected void aQuestionIsAnswered() throws Exception {
    ChatAnswer answer = model().chat(QUESTION, ModelCall.within(Duration.ofSeconds(30)));

    assertThat(answer).isNotNull();
    assertThat(answer.text()).isNotBlank();
    assertThat(answer.usage()).isNotNull();
  }

  @Test
  protected void thePiecesJoinedAreTheText() throws Exception {
    List<String> pieces = Collections.synchronizedList(new ArrayList<>());

    ChatAnswer answer =
        model().chat(QUESTION, ModelCall.within(Duration.ofSeconds(30)), pieces::add);

    assertThat(String.join("", pieces)).isEqualTo(answer.text());
  }

  @Test
  protected void piecesComeOnTheCallingThread() throws Exception {
    Set<Thread> threads = Collections.synchronizedSet(new HashSet<>());

    model()
        .chat(
            QUESTION,
            ModelCall.within(Duration.ofSeconds(30)),
            piece -> threads.add(Thread.currentThread()));

    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  protected void manyThreadsMayAskAtOnce() throws Exception {
    ChatModel model = model();

    assertThat(
            Threads.together(
                () -> model.chat(QUESTION, ModelCall.within(Duration.ofSeconds(30))).text()))
        .allSatisfy(text -> assertThat(text).isNotBlank());
  }

  @Test
  protected void whatIsRefusedIsAModelExceptionWithoutSecrets() throws Exception {
    ChatModel refused = given(refusedModel(), "whose provider refuses");

    assertFails(failureOf(() -> refused.chat(QUESTION, ModelCall.within(Duration.ofSeconds(5)))));
  }

  @Test
  protected void anAnswerThatBreaksOffIsAModelException() throws Exception {
    ChatModel broken = given(brokenModel(), "whose provider breaks off");

    assertFails(failureOf(() -> broken.chat(QUESTION, ModelCall.within(Duration.ofSeconds(5)))));
  }

  @Test
  protected void aCallEndsByItsDeadline() throws Exception {
    ChatModel silent = given(silentModel(), "whose provider never answers");

    assertFails(failureOf(() -> silent.chat(QUESTION, ModelCall.within(Duration.ofMillis(500)))));
  }

  @Test
  protected void aCallOfAnInterruptedThreadComesBack() throws Exception {
    ChatModel silent = given(silentModel(), "whose provider never answers");

    assertFails(
        Threads.interruptedBefore(
            "The call", () -> silent.chat(QUESTION, ModelCall.within(Duration.ofMinutes(5)))));
  }

  @Test
  protected void aCallThatIsInterruptedUnderWayComesBack() throws Exception {
    ChatModel silent = given(silentModel(), "whose provider never answers");

    assertFails(
        Threads.interruptedUnderWay(
            "The call", () -> silent.chat(QUESTION, ModelCall.within(Duration.ofMinutes(5)))));
  }

  @Test
  protected void aCallThatNobodyWantsAnyMoreComesBack() throws Exception {
    ChatModel silent = given(silentModel(), "whose provider never answers");
    Instant unwanted = Instant.now().plusMillis(100);
    ModelCall call =
        ModelCall.blocking(
            Instant.now().plus(Duration.ofMinutes(5)), () -> Instant.now().isAfter(unwanted));

    assertFails(failureOf(() -> silent.chat(QUESTION, call)));
  }

  @Test
  protected void aCallWaitsForItsProviderByGivingItsThreadBack() throws Exception {
    ChatModel busy = given(busyModel(), "whose provider is busy");
    List<String> pieces = Collections.synchronizedList(new ArrayList<>());
    ModelCall call =
        ModelCall.suspending("a-call", Instant.now().plus(Duration.ofMinutes(5)), () -> false);

    Throwable outcome = failureOf(() -> busy.chat(QUESTION, call, pieces::add));

    assertThat(outcome).isInstanceOf(CallSuspendedException.class);
    assertThat(pieces).isEmpty();
  }

  private void assertFails(@Nullable Throwable failure) {
    assertThat(failure).isInstanceOf(ModelException.class).message().isNotBlank();
    Secrets.assertHidden(secret(), failure);
  }

  private static @Nullable Throwable failureOf(Callable<ChatAnswer> call) throws Exception {
    return Threads.comingBack(
            "The call", () -> Optional.ofNullable(catchThrowable(() -> call.call())))
        .orElse(null);
  }

  private static ChatModel given(Optional<ChatModel> model, String kind) {
    assumeTrue(model.isPresent(), "the test names no model " + kind);
    return model.orElseThrow();
  }
}

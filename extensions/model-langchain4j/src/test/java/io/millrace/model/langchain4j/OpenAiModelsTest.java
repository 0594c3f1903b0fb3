package io.millrace.model.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.model.CallSuspendedException;
import io.millrace.model.ChatAnswer;
import io.millrace.model.ChatMessage;
import io.millrace.model.ChatModel;
import io.millrace.model.ChatRequest;
import io.millrace.model.ChatTool;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelCall;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import io.millrace.model.RerankModel;
import io.millrace.model.TokenUsage;
import io.millrace.testkit.openai.FakeOpenAi;
import io.millrace.testkit.openai.FakeReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class OpenAiModelsTest {
  private static final String KEY = "sk-very-secret";
  private static final ModelId GPT = new ModelId("langgenius/openai/openai", "gpt-4o");

  private final FakeOpenAi server = new FakeOpenAi();
  private final OpenAiModels models = models(RateLimits.NONE);
  private final ChatModel chat = models.chatModel(GPT).orElseThrow();

  private OpenAiModels models(RateLimits limits) {
    return models(limits, Duration.ofSeconds(120));
  }

  private OpenAiModels models(RateLimits limits, Duration idleTimeout) {
    return OpenAiModels.builder(server.baseUrl())
        .id("local")
        .apiKey(KEY)
        .limits(limits.retrying(2, Duration.ofMillis(5), Duration.ofMillis(20)))
        .idleTimeout(idleTimeout)
        .chat(GPT, "qwen")
        .embedding(new ModelId("", "*"), "nomic")
        .rerank(new ModelId("langgenius/jina/jina", "*"), "jina-rerank")
        .build();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static ModelCall call() {
    return ModelCall.within(Duration.ofSeconds(120));
  }

  private ChatAnswer ask(String question) {
    return chat.chat(ChatRequest.of(ChatMessage.user(question)), call());
  }

  @Test
  void anAnswerComesInPiecesAndAsAWhole() {
    server.chat(FakeReply.pieces(List.of("Open ", "the ", "sluice.")));
    List<String> pieces = new ArrayList<>();
    ChatAnswer answer =
        chat.chat(ChatRequest.of(ChatMessage.user("What now?")), call(), pieces::add);

    assertThat(pieces).containsExactly("Open ", "the ", "sluice.");
    assertThat(answer.text()).isEqualTo("Open the sluice.");
    assertThat(answer.usage()).isEqualTo(new TokenUsage(11, 7));
    assertThat(answer.finishReason()).isEqualTo("stop");
  }

  @Test
  void theRequestCarriesModelKeyMessagesAndParametersAndNothingElse() {
    ask("hello");
    chat.chat(
        ChatRequest.of(ChatMessage.system("be brief"), ChatMessage.user("hello"))
            .withParameters(Map.of("temperature", 0.7, "stop", List.of("END"), "model", "other"))
            .withTools(List.of(new ChatTool("f", "does f", Map.of("type", "object")))),
        call());
    FakeOpenAi.Request last = server.lastRequest();

    assertThat(last.authorization()).isEqualTo("Bearer " + KEY);
    assertThat(last.body().path("model").asText()).isEqualTo("qwen");
    assertThat(last.body().path("temperature").asDouble()).isEqualTo(0.7);
    assertThat(last.body().at("/stop/0").asText()).isEqualTo("END");
    assertThat(last.body().at("/messages/0/role").asText()).isEqualTo("system");
    assertThat(last.body().at("/messages/1/content").asText()).isEqualTo("hello");
    assertThat(last.body().at("/tools/0/function/name").asText()).isEqualTo("f");
  }

  @Test
  void thoughtsBesideTheTextBecomeAPartOfIt() {
    server.chat(FakeReply.thoughtAndText("two and two", "Four."));
    assertThat(ask("2+2").text()).isEqualTo("<think>\ntwo and two\n</think>Four.");
  }

  @Test
  void aFunctionThatIsAskedForIsPutTogetherFromItsPieces() {
    server.chat(FakeReply.toolCall("f", "{\"a\": 1}"));
    assertThat(ask("call f").toolCalls())
        .containsExactly(new ChatMessage.ToolCall("call-1", "f", "{\"a\": 1}"));
  }

  @Test
  void aRefusalIsRetriedNotBeforeTheServerSaid() {
    server.chat(FakeReply.status(429, "{\"error\":{\"message\":\"slow\"}}", "Retry-After: 0.3"));
    assertThat(ask("again").text()).isEqualTo("All right.");
    long between = server.requests().get(1).atNanos() - server.requests().get(0).atNanos();
    assertThat(Duration.ofNanos(between)).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void aServerErrorIsRetriedAndThenGivenUp() {
    server.chat(FakeReply.status(500, "oops"), FakeReply.status(503, "oops"));
    assertThat(ask("again").text()).isEqualTo("All right.");
    server.chat(
        FakeReply.status(500, "one"), FakeReply.status(500, "two"), FakeReply.status(500, "three"));
    assertThatThrownBy(() -> ask("again"))
        .isInstanceOf(ModelException.class)
        .hasMessage("local answered 500: three (given up after 3 attempts)");
  }

  @Test
  void aWrongKeyIsNotRetriedAndNotShown() {
    server.chat(FakeReply.status(401, "{\"error\":{\"message\":\"bad key " + KEY + "\"}}"));
    ModelException refused = catchThrowableOfType(ModelException.class, () -> ask("hello"));

    assertThat(refused).hasMessage("local answered 401: bad key ***. Check the API key of local");
    assertThat(refused.isRetriable()).isFalse();
    assertThat(server.requests()).hasSize(1);
    assertThat(models + " " + chat).doesNotContain(KEY);
  }

  @Test
  void aServerThatIsOutOfMoneyIsNotAskedAgain() {
    server.chat(
        FakeReply.status(
            429, "{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"no money\"}}"));
    assertThatThrownBy(() -> ask("hello")).hasMessageContaining("no money");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void anAnswerThatBrokeOffIsAFailureUnlessNobodyHasSeenItYet() {
    server.chat(FakeReply.truncated());
    assertThat(ask("again").text()).isEqualTo("All right.");
    server.chat(FakeReply.truncated("Open "));
    assertThatThrownBy(() -> ask("again"))
        .hasMessage("local: the answer broke off after 5 characters");
  }

  @Test
  void aConnectionThatEndsInTheMiddleIsRetried() {
    server.chat(FakeReply.hangUp());
    assertThat(ask("again").text()).isEqualTo("All right.");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void nonsenseWhereJsonIsDueIsAFailure() {
    for (int i = 0; i < 3; i++) {
      server.chat(FakeReply.nonsense("application/json", "<html>Welcome"));
    }
    assertThatThrownBy(() -> ask("hello"))
        .hasMessageContaining(
            "local answered with something that is no JSON object: <html>Welcome");
    for (int i = 0; i < 3; i++) {
      server.chat(FakeReply.nonsense("text/event-stream", "data: hello\n\n"));
    }
    assertThatThrownBy(() -> ask("hello")).hasMessageContaining("no JSON object: hello");
    for (int i = 0; i < 3; i++) {
      server.chat(FakeReply.nonsense("application/json", "{}"));
    }
    assertThatThrownBy(() -> ask("hello")).hasMessageContaining("without a message in 'choices'");
  }

  @Test
  void aServerThatFallsSilentIsGivenUp() {
    server.chat(FakeReply.silentAfter("Open "));
    ChatModel impatient =
        models(RateLimits.NONE, Duration.ofSeconds(2)).chatModel(GPT).orElseThrow();
    assertThatThrownBy(() -> impatient.chat(ChatRequest.of(ChatMessage.user("hello")), call()))
        .hasMessage("local was silent for more than 2.0 s");
  }

  @Test
  void anAnswerWithoutEndIsCutOffAtTheDeadline() {
    server.chat(FakeReply.endless("and "));
    assertThatThrownBy(
            () ->
                chat.chat(
                    ChatRequest.of(ChatMessage.user("count")),
                    ModelCall.within(Duration.ofSeconds(2))))
        .hasMessage("local had not finished its answer when the call had to end");
  }

  @Test
  void aServerThatNeverAnswersIsGivenUpAtTheDeadline() {
    server.chat(FakeReply.never());
    assertThatThrownBy(
            () ->
                chat.chat(
                    ChatRequest.of(ChatMessage.user("hello")),
                    ModelCall.within(Duration.ofSeconds(2))))
        .hasMessage("local did not answer before the call had to end");
  }

  @Test
  void anInterruptEndsACall() throws Exception {
    server.chat(FakeReply.endless("and "));
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    CompletableFuture<Void> begun = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                chat.chat(
                    ChatRequest.of(ChatMessage.user("count")),
                    call(),
                    piece -> begun.complete(null));
              } catch (RuntimeException e) {
                ended.complete(e);
              }
            });
    caller.start();
    begun.get(120, TimeUnit.SECONDS);
    caller.interrupt();
    assertThat(ended.get(120, TimeUnit.SECONDS)).isInstanceOf(ModelException.class);
  }

  @Test
  void aServerThatIsGoneIsNamedWithItsAddress() {
    server.close();
    assertThatThrownBy(() -> ask("hello"))
        .hasMessageContaining("local cannot be reached at http://127.0.0.1:");
  }

  @Test
  void aWaitThatWouldBeTooLongFailsAtOnce() {
    server.chat(FakeReply.status(429, "slow", "Retry-After: 120"));
    assertThatThrownBy(() -> ask("hello"))
        .hasMessageContaining("local answered 429: slow; the next attempt would be in 120.0 s");
  }

  @Test
  void aCallMayGiveItsThreadBackAndGoOnWhereItStood() {
    server.chat(FakeReply.status(429, "slow", "Retry-After: 60"));
    ModelCall first = ModelCall.suspending("call-1", Instant.now().plusSeconds(120), () -> false);
    ChatRequest request = ChatRequest.of(ChatMessage.user("hello"));
    CallSuspendedException suspended =
        catchThrowableOfType(CallSuspendedException.class, () -> chat.chat(request, first));

    assertThat(suspended.delay()).isEqualTo(Duration.ofSeconds(60));
    assertThatThrownBy(() -> chat.chat(request, first))
        .as("called again too early")
        .isInstanceOf(CallSuspendedException.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void requestsAMinuteAreSharedByAllModels() {
    OpenAiModels slow =
        models(RateLimits.NONE.perMinute(120, 0)); // twenty at once, then two a second
    ChatModel model = slow.chatModel(GPT).orElseThrow();
    long started = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      model.chat(ChatRequest.of(ChatMessage.user("hello")), call());
    }
    slow.model(new ModelId("any", "embedding")).orElseThrow().embed(List.of("hello"));

    assertThat(Duration.ofNanos(System.nanoTime() - started))
        .as("the model's call waits for its turn behind those of the other")
        .isGreaterThan(Duration.ofMillis(450));
    assertThat(server.requests()).hasSizeGreaterThanOrEqualTo(21);
  }

  @Test
  void textsAreEmbeddedInOrder() {
    EmbeddingModel model = models.model(new ModelId("any", "small")).orElseThrow();
    assertThat(model.dimension()).isEqualTo(26);
    List<float[]> vectors = model.embed(List.of("aa", "b"));
    assertThat(vectors.get(0)[0]).isEqualTo(2.01f);
    assertThat(vectors.get(1)[1]).isEqualTo(1.01f);
  }

  @Test
  void fewerVectorsThanTextsAreAFailure() {
    EmbeddingModel model = models.model(new ModelId("any", "small")).orElseThrow();
    for (int i = 0; i < 3; i++) {
      server.embeddings(
          FakeReply.nonsense("application/json", "{\"data\":[{\"index\":0,\"embedding\":[1.0]}]}"));
    }
    assertThatThrownBy(() -> model.embed(List.of("a", "b")))
        .hasMessageContaining("local answered with fewer vectors than the 2 texts");
  }

  @Test
  void textsAreScored() {
    RerankModel model = models.rerankModel(new ModelId("langgenius/jina/jina", "v1")).orElseThrow();
    assertThat(model.score("open sluice", List.of("bread", "the sluice", "open the sluice")))
        .containsExactly(0.0, 0.5, 1.0);
    assertThat(models.rerankModel(new ModelId("other", "v1"))).isEmpty();
  }
}

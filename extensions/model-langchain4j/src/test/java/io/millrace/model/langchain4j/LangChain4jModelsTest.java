package io.millrace.model.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import io.millrace.model.ChatAnswer;
import io.millrace.model.ChatMessage;
import io.millrace.model.ChatModel;
import io.millrace.model.ChatTool;
import io.millrace.model.ModelCall;
import io.millrace.model.ModelId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class LangChain4jModelsTest {
  private static final ModelId ID = new ModelId("p", "m");

  private static ModelCall call() {
    return ModelCall.within(Duration.ofSeconds(120));
  }

  private static ChatResponse response(String text) {
    return ChatResponse.builder()
        .aiMessage(AiMessage.from(text))
        .tokenUsage(new TokenUsage(3, 4))
        .finishReason(FinishReason.STOP)
        .build();
  }

  @Test
  void aModelThatAnswersAsAWholeIsGivenMessagesAndParameters() {
    AtomicReference<ChatRequest> asked = new AtomicReference<>();
    dev.langchain4j.model.chat.ChatModel model =
        new dev.langchain4j.model.chat.ChatModel() {
          @Override
          public ChatResponse doChat(ChatRequest request) {
            asked.set(request);
            return response("fine");
          }
        };
    ChatModel chat =
        LangChain4jModels.builder().chat(ID, model).build().chatModel(ID).orElseThrow();
    List<String> pieces = new ArrayList<>();
    ChatAnswer answer =
        chat.chat(
            io.millrace.model.ChatRequest.of(ChatMessage.system("be brief"), ChatMessage.user("hi"))
                .withParameters(Map.of("temperature", 0.5, "max_tokens", 10, "unknown", "x"))
                .withTools(
                    List.of(
                        new ChatTool(
                            "f",
                            "does f",
                            Map.of(
                                "type",
                                "object",
                                "properties",
                                Map.of("n", Map.of("type", "number")),
                                "required",
                                List.of("n"))))),
            call(),
            pieces::add);

    assertThat(pieces).containsExactly("fine");
    assertThat(answer.usage()).isEqualTo(new io.millrace.model.TokenUsage(3, 4));
    assertThat(answer.finishReason()).isEqualTo("stop");
    ChatRequest request = Objects.requireNonNull(asked.get());
    assertThat(request.messages().get(0)).isEqualTo(SystemMessage.from("be brief"));
    assertThat(request.parameters().temperature()).isEqualTo(0.5);
    assertThat(request.parameters().maxOutputTokens()).isEqualTo(10);
    assertThat(request.toolSpecifications().get(0).parameters().required()).containsExactly("n");
  }

  @Test
  void aModelThatStreamsOnItsOwnThreadIsHeardOnTheCallers() {
    StreamingChatModel model =
        new StreamingChatModel() {
          @Override
          public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            new Thread(
                    () -> {
                      handler.onPartialResponse("a");
                      handler.onPartialResponse("b");
                      handler.onCompleteResponse(response("ab"));
                    })
                .start();
          }
        };
    ChatModel chat =
        LangChain4jModels.builder().chat(ID, model).build().chatModel(ID).orElseThrow();
    List<String> pieces = new ArrayList<>();
    Thread caller = Thread.currentThread();
    ChatAnswer answer =
        chat.chat(
            io.millrace.model.ChatRequest.of(ChatMessage.user("hi")),
            call(),
            piece -> {
              assertThat(Thread.currentThread()).isSameAs(caller);
              pieces.add(piece);
            });
    assertThat(pieces).containsExactly("a", "b");
    assertThat(answer.text()).isEqualTo("ab");
  }

  @Test
  void aStreamThatFallsSilentIsGivenUpAtTheDeadline() {
    StreamingChatModel model =
        new StreamingChatModel() {
          @Override
          public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            handler.onPartialResponse("a");
          }
        };
    ChatModel chat =
        LangChain4jModels.builder().chat(ID, model).build().chatModel(ID).orElseThrow();
    assertThatThrownBy(
            () ->
                chat.chat(
                    io.millrace.model.ChatRequest.of(ChatMessage.user("hi")),
                    ModelCall.within(Duration.ofSeconds(1))))
        .hasMessage("Model 'p/m' had not finished its answer when the call had to end");
  }

  @Test
  void aRateLimitThatTheModelReportsIsWaitedForWithinTheCall() {
    AtomicInteger calls = new AtomicInteger();
    dev.langchain4j.model.chat.ChatModel model =
        new dev.langchain4j.model.chat.ChatModel() {
          @Override
          public ChatResponse doChat(ChatRequest request) {
            calls.incrementAndGet();
            throw new RateLimitException("slow down");
          }
        };
    ChatModel chat =
        LangChain4jModels.builder().chat(ID, model).build().chatModel(ID).orElseThrow();
    assertThatThrownBy(
            () ->
                chat.chat(
                    io.millrace.model.ChatRequest.of(ChatMessage.user("hi")),
                    ModelCall.within(Duration.ofSeconds(4))))
        .hasMessageContaining("slow down; the next attempt would be in 5.0 s");
    assertThat(calls).hasValue(1);
  }

  @Test
  void aScoringModelReranks() {
    LangChain4jModels models =
        LangChain4jModels.builder()
            .rerank(
                ID,
                (segments, query) ->
                    Response.from(
                        segments.stream()
                            .map(segment -> (double) segment.text().length())
                            .toList()))
            .build();
    assertThat(models.rerankModel(ID).orElseThrow().score("q", List.of("a", "bbb")))
        .containsExactly(1.0, 3.0);
  }
}

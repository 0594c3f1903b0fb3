package io.millrace.model.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LangChain4jEmbeddingsTest {
  private static final ModelId ID = new ModelId("langgenius/openai/openai", "small");

  @Test
  void textsGoInAndVectorsComeOutInOrder() {
    LangChain4jEmbeddings model = LangChain4jEmbeddings.of(ID, lengths());
    assertThat(model.id()).isEqualTo(ID);
    assertThat(model.dimension()).isEqualTo(2);
    assertThat(model.embed(List.of("a", "bbb", "cc")))
        .containsExactly(new float[] {1, 1}, new float[] {3, 1}, new float[] {2, 1});
    assertThat(model.embedQuery("dddd")).containsExactly(4, 1);
    assertThat(model.embed(List.of())).isEmpty();
  }

  @Test
  void aBlankTextIsToldByItsPlace() {
    assertThatThrownBy(
            () -> LangChain4jEmbeddings.of(ID, lengths()).embed(List.of("a", " \n", "b")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("Text 2 of 3 for model 'langgenius/openai/openai/small' is blank");
  }

  @Test
  void whatMayWorkLaterIsRetriable() {
    assertFails(new RateLimitException("slow down"), true);
    assertFails(new UncheckedIOException(new IOException("connection reset")), true);
    assertFails(new IllegalStateException(new java.util.concurrent.TimeoutException()), true);
    assertFails(new AuthenticationException("who are you"), false);
    assertFails(new IllegalArgumentException("bad"), false);
  }

  @Test
  void anInterruptIsPassedOn() {
    assertFails(new IllegalStateException(new InterruptedException()), false);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aBrokenAnswerIsAnError() {
    assertBroken(segments -> List.of(), "0 vectors for 1 texts");
    assertBroken(
        segments -> List.of(Embedding.from(new float[] {1, 2, 3})),
        "a vector of length 3 instead of 2");
    assertBroken(
        segments -> List.of(Embedding.from(new float[] {1, Float.NaN})), "a vector that holds NaN");
  }

  @Test
  void tokensAreEstimatedWhereNobodyCountsThem() {
    LangChain4jEmbeddings model = LangChain4jEmbeddings.of(ID, lengths());
    assertThat(model.countTokens("")).isZero();
    assertThat(model.countTokens("abcdefgh")).isEqualTo(2);
    assertThat(model.countTokens("abcdefghi")).isEqualTo(3);
    assertThat(model.countTokens("你好😀")).isEqualTo(3);
  }

  @Test
  void aProviderServesWhatItsHostMapped() {
    ModelId other = new ModelId("", "other");
    LangChain4jEmbeddingProvider provider =
        LangChain4jEmbeddingProvider.builder()
            .map(ID, lengths())
            .map(LangChain4jEmbeddings.of(other, lengths()))
            .build();
    assertThat(provider.id()).isEqualTo("langchain4j");
    assertThat(provider.model(ID).orElseThrow().id()).isEqualTo(ID);
    assertThat(provider.model(other)).isPresent();
    assertThat(provider.model(new ModelId("x", "y"))).isEmpty();
    assertThat(provider.substitute()).isEmpty();
  }

  @Test
  void aNameMappedTwiceIsToldAtOnce() {
    LangChain4jEmbeddingProvider.Builder twice =
        LangChain4jEmbeddingProvider.builder().id("mine").map(ID, lengths()).map(ID, lengths());
    assertThatThrownBy(twice::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("langgenius/openai/openai/small");
  }

  private static void assertFails(RuntimeException cause, boolean retriable) {
    EmbeddingModel failing =
        answering(
            segments -> {
              throw cause;
            });
    assertThatThrownBy(() -> LangChain4jEmbeddings.of(ID, failing).embed(List.of("a")))
        .isInstanceOfSatisfying(
            ModelException.class, e -> assertThat(e.isRetriable()).isEqualTo(retriable))
        .hasMessageContaining("Model 'langgenius/openai/openai/small' failed")
        .hasCause(cause);
  }

  private static void assertBroken(
      Function<List<TextSegment>, List<Embedding>> answer, String problem) {
    assertThatThrownBy(() -> LangChain4jEmbeddings.of(ID, answering(answer)).embed(List.of("a")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(problem);
  }

  /** A model whose vectors are the text's length and one. */
  private static EmbeddingModel lengths() {
    return answering(
        segments ->
            segments.stream()
                .map(segment -> Embedding.from(new float[] {segment.text().length(), 1}))
                .toList());
  }

  private static EmbeddingModel answering(Function<List<TextSegment>, List<Embedding>> answer) {
    return new EmbeddingModel() {
      @Override
      public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
        return Response.from(answer.apply(segments));
      }

      @Override
      public int dimension() {
        return 2;
      }
    };
  }
}

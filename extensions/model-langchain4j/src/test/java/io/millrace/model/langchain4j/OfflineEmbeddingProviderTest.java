package io.millrace.model.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.EmbeddingModel;
import io.millrace.model.EmbeddingModelProvider;
import io.millrace.model.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class OfflineEmbeddingProviderTest {
  private final EmbeddingModel model = new OfflineEmbeddingProvider().substitute().orElseThrow();

  @Test
  void isFoundAndOffersItsModelAsTheSubstitute() {
    EmbeddingModelProvider provider =
        ServiceLoader.load(EmbeddingModelProvider.class).findFirst().orElseThrow();
    assertThat(provider).isInstanceOf(OfflineEmbeddingProvider.class);
    assertThat(provider.id()).isEqualTo("offline");
    assertThat(provider.model(new ModelId("langgenius/openai/openai", "x"))).isEmpty();
    EmbeddingModel substitute = provider.substitute().orElseThrow();
    assertThat(substitute.id()).isEqualTo(new ModelId("offline", "all-minilm-l6-v2-q"));
    assertThat(provider.model(substitute.id())).containsSame(substitute);
    assertThat(substitute.dimension()).isEqualTo(384);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The cat sleeps on the sofa | A kitten naps on the couch | Interest rates rose again",
        "How do I reset my password? | Steps to recover a login | The recipe needs two eggs",
        "The bridge was closed for repairs | Workers fix the road over the river | Bees make honey"
      })
  void likeIsNearerThanUnlike(String text, String like, String unlike) {
    List<float[]> vectors = model.embed(List.of(text, like, unlike));
    assertThat(cosine(vectors.get(0), vectors.get(1)))
        .isGreaterThan(cosine(vectors.get(0), vectors.get(2)) + 0.2);
  }

  @Test
  void aQuestionIsNearestToItsAnswer() {
    List<String> texts =
        List.of(
            "Water boils at one hundred degrees Celsius at sea level.",
            "The parliament passed the budget in the second reading.",
            "Our office is open from nine to five on working days.");
    float[] question = model.embedQuery("When can I visit the office?");
    List<float[]> vectors = model.embed(texts);
    assertThat(cosine(question, vectors.get(2)))
        .isGreaterThan(cosine(question, vectors.get(0)))
        .isGreaterThan(cosine(question, vectors.get(1)));
  }

  @Test
  void aBatchGivesTheSameVectorsAsSingleCalls() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      texts.add("Sentence number " + i + " speaks of things. ".repeat(i % 7));
    }
    List<float[]> batch = model.embed(texts);
    assertThat(batch).hasSize(70);
    for (int i = 0; i < texts.size(); i++) {
      assertThat(model.embed(List.of(texts.get(i))).get(0)).isEqualTo(batch.get(i));
    }
  }

  @Test
  void vectorsHaveLengthOne() {
    float[] vector = model.embed(List.of("any text")).get(0);
    assertThat(vector).hasSize(384);
    assertThat(dot(vector, vector)).isBetween(0.999, 1.001);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "\u200b", "\u0000", "你好", "😀", "1", "[UNK]"})
  void everyTextHasAVector(String text) {
    List<float[]> vectors = model.embed(List.of("before", text, "after"));
    assertThat(vectors).hasSize(3);
    assertThat(dot(vectors.get(1), vectors.get(1))).isBetween(0.999, 1.001);
    assertThat(vectors.get(2)).isEqualTo(model.embed(List.of("after")).get(0));
  }

  @Test
  void aTextLongerThanTheModelSeesIsEmbeddedByItsBeginning() {
    String beginning = "a river of stones and words ".repeat(30);
    List<float[]> vectors =
        model.embed(List.of(beginning + "ends here", beginning + "closes elsewhere, otherwise"));
    assertThat(vectors.get(0)).isEqualTo(vectors.get(1));
    assertThat(model.embed(List.of("word ".repeat(200_000))).get(0)).hasSize(384);
  }

  @Test
  void nothingGivesNothing() {
    assertThat(model.embed(List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"hello world,2", "'',0", "unbelievably,5", "'word word word',3"})
  void tokensAreTheModelsOwn(String text, int expected) {
    assertThat(model.countTokens(text)).isEqualTo(expected);
  }

  @Test
  void tokensBeyondWhatTheModelSeesAreCountedToo() {
    assertThat(model.countTokens("word ".repeat(1000))).isEqualTo(1000);
  }

  @Test
  void manyCallersShareAsManyThreadsAsThereAreProcessors() throws Exception {
    List<String> texts = List.of("one", "two", "three", "four");
    List<float[]> expected = model.embed(texts);
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try {
      List<Future<List<float[]>>> answers = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        EmbeddingModel other = new OfflineEmbeddingProvider().substitute().orElseThrow();
        answers.add(callers.submit(() -> other.embed(texts)));
      }
      for (Future<List<float[]>> answer : answers) {
        assertThat(answer.get()).usingRecursiveComparison().isEqualTo(expected);
      }
      long workers =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith("millrace-embed-"))
              .count();
      assertThat(workers).isLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    } finally {
      callers.shutdownNow();
    }
  }

  private static double cosine(float[] a, float[] b) {
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}

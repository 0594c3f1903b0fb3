package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link EmbeddingModel} must do.
 *
 * @since 0.1
 */
public abstract class EmbeddingModelContract {
  private static final String TEXT = "The mill grinds flour.";

  /** Returns the model; asked once a test. */
  protected abstract EmbeddingModel model();

  /** Returns a model whose service cannot be reached; none unless overridden. */
  protected Optional<EmbeddingModel> unreachableModel() throws Exception {
    return Optional.empty();
  }

  @Test
  protected void aServiceThatCannotBeReachedIsAModelException() throws Exception {
    Optional<EmbeddingModel> gone = unreachableModel();
    assumeTrue(gone.isPresent(), "the test names no model whose service cannot be reached");

    Throwable failure =
        Threads.comingBack(
                "A call of a service that cannot be reached",
                () ->
                    Optional.ofNullable(
                        catchThrowable(() -> gone.orElseThrow().embed(List.of(TEXT)))))
            .orElse(null);

    assertThat(failure).isInstanceOf(ModelException.class).message().isNotBlank();
  }

  @Test
  protected void everyTextHasOneVectorOfTheDimension() {
    EmbeddingModel model = model();
    List<String> texts = List.of(TEXT, "水车", "a\nb");

    List<float[]> vectors = model.embed(texts);

    assertThat(vectors).hasSameSizeAs(texts);
    for (float[] vector : vectors) {
      assertThat(vector).hasSize(model.dimension());
      for (float part : vector) {
        assertThat(part).isFinite();
      }
    }
  }

  @Test
  protected void vectorsComeInTheOrderOfTheTexts() {
    EmbeddingModel model = model();
    List<String> texts = List.of(TEXT, "Close the sluice when it floods.");

    List<float[]> together = model.embed(texts);

    for (int i = 0; i < texts.size(); i++) {
      assertNear(together.get(i), model.embed(List.of(texts.get(i))).get(0));
    }
  }

  @Test
  protected void theSameTextHasTheSameVector() {
    EmbeddingModel model = model();

    assertThat(model.embed(List.of(TEXT)).get(0)).isEqualTo(model.embed(List.of(TEXT)).get(0));
  }

  @Test
  protected void aVectorThatACallerChangesIsNobodyElses() {
    EmbeddingModel model = model();
    float[] first = model.embed(List.of(TEXT)).get(0);
    float[] before = first.clone();

    Arrays.fill(first, 7);

    assertNear(model.embed(List.of(TEXT)).get(0), before);
  }

  @Test
  protected void textsThatRepeatHaveAVectorEach() {
    List<float[]> vectors = model().embed(List.of(TEXT, "水车", TEXT));

    assertThat(vectors).hasSize(3);
    assertNear(vectors.get(2), vectors.get(0));
  }

  @Test
  protected void itsNameAndItsDimensionAreAlwaysTheSame() {
    EmbeddingModel model = model();

    assertThat(model.id()).isNotNull().isEqualTo(model.id());
    assertThat(model.dimension()).isPositive().isEqualTo(model.dimension());
  }

  @Test
  protected void aFullBatchIsTaken() {
    EmbeddingModel model = model();
    List<String> texts = IntStream.range(0, model.maxBatchSize()).mapToObj(i -> "T" + i).toList();

    assertThat(model.embed(texts)).hasSameSizeAs(texts);
  }

  @Test
  protected void aQuestionHasAVectorOfTheSameDimension() {
    EmbeddingModel model = model();

    float[] vector = model.embedQuery("What grinds flour?");

    assertThat(vector).hasSize(model.dimension());
    for (float part : vector) {
      assertThat(part).isFinite();
    }
  }

  @Test
  protected void tokensAreCounted() {
    EmbeddingModel model = model();

    assertThat(model.countTokens("")).isNotNegative();
    assertThat(model.countTokens(TEXT)).isBetween(1, model.maxBatchTokens());
  }

  @Test
  protected void manyThreadsMayEmbedAtOnce() throws Exception {
    EmbeddingModel model = model();
    float[] alone = model.embed(List.of(TEXT)).get(0);

    for (float[] vector : Threads.together(() -> model.embed(List.of(TEXT)).get(0))) {
      assertNear(vector, alone);
    }
  }

  @Test
  protected void aCallOfAnInterruptedThreadComesBack() throws Exception {
    EmbeddingModel model = model();
    Throwable failure =
        Threads.interruptedBefore(
            "A call of an interrupted thread", () -> model.embed(List.of(TEXT)));

    if (failure != null) {
      assertThat(failure).isInstanceOf(ModelException.class).message().isNotBlank();
    }
  }

  private static void assertNear(float[] found, float[] wanted) {
    assertThat(found).hasSameSizeAs(wanted);
    double difference = 0;
    for (int i = 0; i < found.length; i++) {
      difference = Math.max(difference, Math.abs(found[i] - wanted[i]));
    }
    assertThat(difference).as("largest difference of two vectors of one text").isLessThan(0.05);
  }
}

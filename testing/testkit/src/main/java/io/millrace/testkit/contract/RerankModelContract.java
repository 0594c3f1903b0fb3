package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.model.ModelException;
import io.millrace.model.RerankModel;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RerankModel} must do.
 *
 * @since 0.1
 */
public abstract class RerankModelContract {
  private static final String QUESTION = "How long does flour keep?";
  private static final List<String> TEXTS =
      List.of("The sluice is closed when the river floods.", "Flour does keep long.", "水车");

  /** Returns the model; asked once a test. */
  protected abstract RerankModel model() throws Exception;

  /** Returns a model whose service cannot be reached; none unless overridden. */
  protected Optional<RerankModel> unreachableModel() throws Exception {
    return Optional.empty();
  }

  @Test
  protected void everyTextHasOneScore() throws Exception {
    List<Double> scores = model().score(QUESTION, TEXTS);

    assertThat(scores).hasSameSizeAs(TEXTS).allSatisfy(score -> assertThat(score).isFinite());
  }

  @Test
  protected void scoresComeInTheOrderOfTheTextsAndABetterAnswerHasAHigherOne() throws Exception {
    List<Double> scores = model().score(QUESTION, TEXTS);

    assertThat(scores.get(1)).isGreaterThan(scores.get(0)).isGreaterThan(scores.get(2));
  }

  @Test
  protected void noTextsHaveNoScores() throws Exception {
    assertThat(model().score(QUESTION, List.of())).isEmpty();
  }

  @Test
  protected void aCallOfAnInterruptedThreadComesBack() throws Exception {
    RerankModel model = model();
    Throwable failure =
        Threads.interruptedBefore(
            "A call of an interrupted thread", () -> model.score(QUESTION, TEXTS));

    if (failure != null) {
      assertThat(failure).isInstanceOf(ModelException.class).message().isNotBlank();
    }
  }

  @Test
  protected void manyThreadsMayScoreAtOnce() throws Exception {
    RerankModel model = model();
    List<Double> alone = model.score(QUESTION, TEXTS);

    assertThat(Threads.together(() -> model.score(QUESTION, TEXTS)))
        .allSatisfy(scores -> assertThat(scores).isEqualTo(alone));
  }

  @Test
  protected void aServiceThatCannotBeReachedIsAModelException() throws Exception {
    Optional<RerankModel> gone = unreachableModel();
    assumeTrue(gone.isPresent(), "the test names no model whose service cannot be reached");

    Throwable failure =
        Threads.comingBack(
                "A call of a service that cannot be reached",
                () ->
                    Optional.ofNullable(
                        catchThrowable(() -> gone.orElseThrow().score(QUESTION, TEXTS))))
            .orElse(null);

    assertThat(failure).isInstanceOf(ModelException.class).message().isNotBlank();
  }
}

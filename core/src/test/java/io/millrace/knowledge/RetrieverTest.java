package io.millrace.knowledge;

import static io.millrace.knowledge.FixedStore.childHit;
import static io.millrace.knowledge.FixedStore.hit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.knowledge.RetrievalSettings.Reranking;
import io.millrace.knowledge.RetrievalSettings.SearchMethod;
import io.millrace.knowledge.RetrievalSettings.Weights;
import io.millrace.model.ModelId;
import io.millrace.model.RerankModel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetrieverTest {
  private static final ModelId RERANKER = new ModelId("test", "reranker");

  private final FixedStore fixed = new FixedStore();
  private final Retriever retriever = new Retriever(fixed.store());
  private final LetterModel model = new LetterModel();
  private final KnowledgeBase base =
      FixedStore.base(
          ChunkStructure.TEXT_MODEL, IndexingTechnique.HIGH_QUALITY, model.asVectorModel());

  @Test
  void theWeightedScoreIsThatOfTheWorkedExample() {
    WeightedScore score =
        new WeightedScore(new Weights(0.7, 0.3), Set.of("a", "c"), List.of(Set.of("a", "b")));

    assertThat(score.of(Set.of("a", "b"), 0.8)).isCloseTo(0.7721, within(0.00005));
  }

  @Test
  void aHybridSearchWeighsVectorsAndKeywords() {
    fixed.nearest = List.of(hit("1", "a b", 0.8));

    RetrievalResult result =
        retriever.retrieve(base, "a c", weighted(2, null, new Weights(0.7, 0.3)), model);

    assertThat(result.records()).hasSize(1);
    assertThat(result.records().get(0).score()).isCloseTo(0.7721, within(0.00005));
  }

  @Test
  void whatOnlyFullTextFoundIsWeighedByItsSimilarityAndNotByItsUnboundedScore() {
    fixed.nearest = List.of(hit("near", "x", 0.9));
    fixed.matching =
        List.of(hit("stored", "y", 17.5), hit("unknown", "aab", 12), hit("near", "x", 9));
    fixed.similarities = Map.of("stored", 0.25);

    RetrievalResult result =
        retriever.retrieve(base, "aab", weighted(5, null, new Weights(1, 0)), model);

    assertThat(result.records())
        .extracting(record -> record.segment().id())
        .containsExactly("unknown", "near", "stored");
    assertThat(result.records().get(0).score()).isCloseTo(1, within(1e-6));
    assertThat(result.records().get(2).score()).isEqualTo(0.25);
  }

  @Test
  void weightedRecordsBelowTheThresholdAreDroppedBeforeTheBestAreTaken() {
    fixed.nearest = List.of(hit("1", "x", 0.9), hit("2", "x", 0.6), hit("3", "x", 0.2));

    assertThat(ids(weighted(5, 0.5, new Weights(1, 0)))).containsExactly("1", "2");
    assertThat(ids(weighted(1, 0.5, new Weights(1, 0)))).containsExactly("1");
  }

  @Test
  void aHybridSearchRecallsAtLeastFiftyAndAtMostTwoHundred() {
    assertThat(ids(settings(SearchMethod.HYBRID_SEARCH, 4, null, Reranking.NONE))).isEmpty();
    assertThat(fixed.calls).contains("nearest 50", "matching 50");
    fixed.calls.clear();

    assertThat(ids(settings(SearchMethod.HYBRID_SEARCH, 900, null, Reranking.NONE))).isEmpty();
    assertThat(fixed.calls).contains("nearest 200", "matching 200");
  }

  @Test
  void aHybridSearchWithoutRerankingKeepsTheHigherScoreAndIsNotCut() {
    fixed.nearest = List.of(hit("1", "x", 0.4), hit("2", "x", 0.3));
    fixed.matching = List.of(hit("2", "x", 0.7), hit("3", "x", 0.1));

    assertThat(ids(settings(SearchMethod.HYBRID_SEARCH, 1, null, Reranking.NONE)))
        .containsExactly("2", "1", "3");
    assertThat(ids(settings(SearchMethod.HYBRID_SEARCH, 1, 0.2, Reranking.NONE)))
        .containsExactly("2", "1");
  }

  @Test
  void aHybridSearchWithAModelIsOrderedAndCutByIt() {
    fixed.nearest = List.of(hit("1", "bad", 0.9), hit("2", "good", 0.1));
    fixed.matching = List.of(hit("3", "better", 3));

    assertThat(
            ids(
                settings(SearchMethod.HYBRID_SEARCH, 2, 0.3, new Reranking(RERANKER, null)),
                new Judge(Map.of("bad", 0.1, "good", 0.5, "better", 0.8))))
        .containsExactly("3", "2");
  }

  @Test
  void aSemanticSearchAppliesTheThresholdAndDropsWhatPointsAway() {
    fixed.nearest = List.of(hit("1", "x", 0.9), hit("2", "x", 0.4), hit("3", "x", -0.2));

    assertThat(ids(settings(SearchMethod.SEMANTIC_SEARCH, 7, null, Reranking.NONE)))
        .containsExactly("1", "2");
    assertThat(fixed.calls).contains("nearest 7");
    assertThat(ids(settings(SearchMethod.SEMANTIC_SEARCH, 7, 0.5, Reranking.NONE)))
        .containsExactly("1");
  }

  @Test
  void aFullTextSearchIgnoresTheThresholdUnlessAModelReranks() {
    fixed.matching = List.of(hit("1", "bad", 0.3), hit("2", "good", 0.2));

    assertThat(ids(settings(SearchMethod.FULL_TEXT_SEARCH, 3, 0.5, Reranking.NONE)))
        .containsExactly("1", "2");
    assertThat(
            ids(
                settings(SearchMethod.FULL_TEXT_SEARCH, 3, 0.5, new Reranking(RERANKER, null)),
                new Judge(Map.of("bad", 0.1, "good", 0.9))))
        .containsExactly("2");
  }

  @Test
  void aKeywordSearchOfABaseOfHighQualitySearchesTheWordsOfItsText() {
    fixed.matching = List.of(hit("1", "x", 2.5));

    assertThat(ids(settings(SearchMethod.KEYWORD_SEARCH, 3, null, Reranking.NONE)))
        .containsExactly("1");
  }

  @Test
  void aMissingRerankingModelIsWarnedOfAndTheSearchGoesOn() {
    fixed.nearest = List.of(hit("1", "x", 0.9));

    RetrievalResult result =
        retriever.retrieve(
            base,
            "a",
            settings(SearchMethod.SEMANTIC_SEARCH, 3, null, new Reranking(RERANKER, null)),
            model);

    assertThat(result.records()).hasSize(1);
    assertThat(result.warnings()).singleElement().asString().contains("test/reranker");
  }

  @Test
  void anEconomyBaseIsAlwaysSearchedByKeywordsWithoutScores() {
    KnowledgeBase economy =
        FixedStore.base(ChunkStructure.TEXT_MODEL, IndexingTechnique.ECONOMY, null);
    fixed.carrying = List.of(hit("1", "x", 3), hit("2", "x", 1));

    RetrievalResult result =
        retriever.retrieve(
            economy,
            "a b",
            settings(SearchMethod.SEMANTIC_SEARCH, 9, 0.9, new Reranking(RERANKER, null)),
            null);

    assertThat(result.records())
        .extracting(RetrievedRecord::score, record -> record.segment().id())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0.0, "1"),
            org.assertj.core.groups.Tuple.tuple(0.0, "2"));
    assertThat(fixed.calls).contains("carrying 9").doesNotContain("nearest 9", "matching 9");
  }

  @Test
  void childrenThatWereFoundAreGroupedUnderTheirParent() {
    fixed.nearest =
        List.of(
            childHit("p1", "c1", "x", 0.5), childHit("p2", "c2", "x", 0.8),
            childHit("p1", "c3", "x", 0.9), childHit("p1", "c4", "x", 0.7));

    List<RetrievedRecord> records =
        retriever
            .retrieve(
                base, "a", settings(SearchMethod.SEMANTIC_SEARCH, 4, null, Reranking.NONE), model)
            .records();

    assertThat(records).extracting(record -> record.segment().id()).containsExactly("p1", "p2");
    assertThat(records.get(0).score()).isEqualTo(0.9);
    assertThat(records.get(0).children())
        .extracting(child -> child.chunk().id())
        .containsExactly("c3", "c4", "c1");
    assertThat(fixed.counted).containsExactly("p1", "p2");
  }

  @Test
  void aModelWhoseVectorsAreNotThoseOfTheBaseIsRefused() {
    assertThatThrownBy(
            () ->
                retriever.retrieve(base, "a", RetrievalSettings.DEFAULT, new LetterModel("other")))
        .isInstanceOf(KnowledgeException.class)
        .hasMessageContaining("my base")
        .hasMessageContaining("test/letters")
        .hasMessageContaining("test/other");
    assertThatThrownBy(() -> retriever.retrieve(base, "a", RetrievalSettings.DEFAULT, null))
        .isInstanceOf(KnowledgeException.class)
        .hasMessageContaining("needs the embedding model test/letters");
  }

  @Test
  void aBlankQueryFindsNothingAndAsksNobody() {
    assertThat(retriever.retrieve(base, " \n", RetrievalSettings.DEFAULT, null).records())
        .isEmpty();
    assertThat(fixed.calls).isEmpty();
  }

  private List<String> ids(RetrievalSettings settings) {
    return ids(settings, null);
  }

  private List<String> ids(RetrievalSettings settings, @Nullable RerankModel reranker) {
    return retriever.retrieve(base, "a", settings, model, reranker).records().stream()
        .map(record -> record.segment().id())
        .toList();
  }

  private static RetrievalSettings weighted(int topK, @Nullable Double threshold, Weights weights) {
    return settings(SearchMethod.HYBRID_SEARCH, topK, threshold, new Reranking(null, weights));
  }

  private static RetrievalSettings settings(
      SearchMethod method, int topK, @Nullable Double threshold, Reranking reranking) {
    return new RetrievalSettings(method, topK, threshold, reranking, null);
  }

  /** Scores texts by a table. */
  private record Judge(Map<String, Double> table) implements RerankModel {
    @Override
    public ModelId id() {
      return RERANKER;
    }

    @Override
    public List<Double> score(String query, List<String> texts) {
      return texts.stream().map(text -> table.getOrDefault(text, 0.0)).toList();
    }
  }
}

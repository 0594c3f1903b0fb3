package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.RerankModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds segments again: the search methods of spec/06 §5 over the channels of a store.
 *
 * <p>An {@code economy} knowledge base is always searched by keywords. May be used by many threads.
 *
 * @since 0.1
 */
public final class Retriever {
  private static final int QUERY_KEYWORDS = 10;
  private static final int FEWEST_RECALLED = 50;
  private static final int MOST_RECALLED = 200;

  private final KnowledgeStore store;

  /** Makes a retriever that searches {@code store}. */
  public Retriever(KnowledgeStore store) {
    this.store = requireNonNull(store, "store");
  }

  /** Searches without a reranking model. */
  public RetrievalResult retrieve(
      KnowledgeBase base,
      String query,
      RetrievalSettings settings,
      @Nullable EmbeddingModel embedding) {
    return retrieve(base, query, settings, embedding, null);
  }

  /**
   * Searches a knowledge base and adds one to the hit count of every segment found. A blank query
   * finds nothing.
   *
   * @param embedding the model that made the vectors; {@code null} where the search uses none
   * @param reranking the model that the settings name; {@code null} when there is none, and then
   *     the result warns if the settings ask for one
   * @throws KnowledgeException if the search needs an embedding model and gets none, or one whose
   *     vectors are not those of the knowledge base
   * @throws io.millrace.model.ModelException if a model cannot answer
   */
  public RetrievalResult retrieve(
      KnowledgeBase base,
      String query,
      RetrievalSettings settings,
      @Nullable EmbeddingModel embedding,
      @Nullable RerankModel reranking) {
    if (Chunk.isBlank(query)) {
      return new RetrievalResult(query, ImmutableList.of(), ImmutableList.of());
    }
    Search search =
        new Search(base, query, settings, embedding, new Reranker(query, settings, reranking));
    List<Candidate> candidates = search.candidates();
    ImmutableList<RetrievedRecord> records = Records.of(candidates);
    if (!records.isEmpty()) {
      store.countHits(base.id(), records.stream().map(found -> found.segment().id()).toList());
    }
    return new RetrievalResult(query, records, search.reranker.warnings());
  }

  /** One search on its way. */
  private final class Search {
    private final KnowledgeBase base;
    private final String query;
    private final RetrievalSettings settings;
    private final @Nullable EmbeddingModel embedding;
    private final Reranker reranker;
    private final SearchScope scope;

    Search(
        KnowledgeBase base,
        String query,
        RetrievalSettings settings,
        @Nullable EmbeddingModel embedding,
        Reranker reranker) {
      this.base = base;
      this.query = query;
      this.settings = settings;
      this.embedding = embedding;
      this.reranker = reranker;
      this.scope = new SearchScope(base.id(), settings.filter());
    }

    List<Candidate> candidates() {
      if (base.technique() == IndexingTechnique.ECONOMY) {
        return byKeyword();
      }
      return switch (settings.method()) {
        case SEMANTIC_SEARCH ->
            reranker.byModel(nearest(settings.topK(), threshold()), Integer.MAX_VALUE);
        // Segments of high quality carry no keywords (spec/06 §4): all their words are searched.
        case KEYWORD_SEARCH, FULL_TEXT_SEARCH ->
            reranker.byModel(matching(settings.topK()), Integer.MAX_VALUE);
        case HYBRID_SEARCH -> hybrid();
      };
    }

    private double threshold() {
      Double threshold = settings.scoreThreshold();
      return threshold == null ? 0 : threshold;
    }

    private List<Candidate> byKeyword() {
      var keywords = new LinkedHashSet<>(store.keywords(query, QUERY_KEYWORDS));
      if (keywords.isEmpty()) {
        return List.of();
      }
      return store.carrying(scope, keywords, settings.topK()).stream()
          .map(hit -> Candidate.of(hit).withScore(0))
          .toList();
    }

    private List<Candidate> nearest(int limit, double threshold) {
      if (base.vectorModel() == null) {
        return List.of();
      }
      float[] vector = VectorModels.check(base, embedding).embedQuery(query);
      return nearest(vector, limit, threshold);
    }

    private List<Candidate> nearest(float[] vector, int limit, double threshold) {
      return store.nearest(scope, vector, limit).stream()
          .map(Candidate::of)
          .filter(candidate -> candidate.reaches(threshold))
          .toList();
    }

    private List<Candidate> matching(int limit) {
      return store.matching(scope, query, limit).stream().map(Candidate::of).toList();
    }

    private List<Candidate> hybrid() {
      if (base.vectorModel() == null) {
        return List.of();
      }
      EmbeddingModel model = VectorModels.check(base, embedding);
      int recalled = Math.min(MOST_RECALLED, Math.max(FEWEST_RECALLED, settings.topK()));
      float[] vector = model.embedQuery(query);
      List<Candidate> near = nearest(vector, recalled, 0);
      List<Candidate> matching = matching(recalled);
      RetrievalSettings.Weights weights = settings.reranking().weights();
      if (weights != null) {
        List<Candidate> withSimilarity = new ArrayList<>(near);
        withSimilarity.addAll(
            new Similarities(store, base.id(), model, vector).of(without(matching, near)));
        return reranker.byWeights(weights, withSimilarity, text -> store.keywords(text, 0));
      }
      List<Candidate> both = Records.distinct(near, matching);
      if (reranker.hasModel()) {
        return reranker.byModel(both, settings.topK());
      }
      return both.stream().filter(candidate -> candidate.reaches(threshold())).toList();
    }

    private static List<Candidate> without(List<Candidate> list, List<Candidate> known) {
      var ids = new LinkedHashSet<String>();
      known.forEach(candidate -> ids.add(candidate.id()));
      return list.stream().filter(candidate -> ids.add(candidate.id())).toList();
    }
  }
}

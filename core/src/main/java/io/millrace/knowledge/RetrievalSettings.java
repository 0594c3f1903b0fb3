package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

import io.millrace.model.ModelId;
import org.jspecify.annotations.Nullable;

/**
 * How a knowledge base is searched (spec/06 §6, {@code retrieval_model}).
 *
 * @param method the search method
 * @param topK how many records at most; 1 to 1,000
 * @param scoreThreshold records below it are left out, or {@code null} for none
 * @param reranking how candidates are put into order
 * @param filter which documents take part, or {@code null} for all
 * @since 0.1
 */
public record RetrievalSettings(
    SearchMethod method,
    int topK,
    @Nullable Double scoreThreshold,
    Reranking reranking,
    @Nullable MetadataFilter filter) {

  /** Dify's default: the four nearest by meaning. */
  public static final RetrievalSettings DEFAULT =
      new RetrievalSettings(SearchMethod.SEMANTIC_SEARCH, 4, null, Reranking.NONE, null);

  public RetrievalSettings {
    requireNonNull(method, "method");
    requireNonNull(reranking, "reranking");
    if (topK < 1 || topK > 1_000) {
      throw new KnowledgeException("top_k must be from 1 to 1,000, but was " + topK);
    }
  }

  /**
   * How candidates are put into order.
   *
   * @param model the reranking model to ask, or {@code null}
   * @param weights the weights of vector and keyword score, or {@code null}
   */
  public record Reranking(@Nullable ModelId model, @Nullable Weights weights) {
    public static final Reranking NONE = new Reranking(null, null);
  }

  /**
   * The weights of {@code weighted_score} (spec/06 §5).
   *
   * @param vector weight of the vector score
   * @param keyword weight of the keyword score
   */
  public record Weights(double vector, double keyword) {}

  /** What is searched (spec/06 §5). */
  public enum SearchMethod {
    KEYWORD_SEARCH,
    SEMANTIC_SEARCH,
    FULL_TEXT_SEARCH,
    HYBRID_SEARCH;

    /** Returns Dify's spelling, such as {@code hybrid_search}. */
    public String wireName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * Returns the method with Dify's spelling.
     *
     * @throws KnowledgeException if there is none
     */
    public static SearchMethod of(String wireName) {
      for (SearchMethod method : values()) {
        if (method.wireName().equals(wireName)) {
          return method;
        }
      }
      throw new KnowledgeException(
          "Unknown search_method '"
              + wireName
              + "'. Known: keyword_search, semantic_search, full_text_search, hybrid_search");
    }
  }
}

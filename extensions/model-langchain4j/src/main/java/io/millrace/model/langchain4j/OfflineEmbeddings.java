package io.millrace.model.langchain4j;

import com.google.common.base.CharMatcher;
import com.google.common.collect.Lists;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelId;
import java.util.List;

/** The offline model behind core's port; loads it at first use. */
final class OfflineEmbeddings implements EmbeddingModel {
  static final int DIMENSION = 384;

  /** What the tokenizer makes of characters it does not know. */
  private static final String UNKNOWN = "[UNK]";

  private static final CharMatcher SURELY_SEEN =
      CharMatcher.inRange('a', 'z').or(CharMatcher.inRange('A', 'Z'));

  @Override
  public ModelId id() {
    return OfflineEmbeddingProvider.MODEL;
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  /**
   * Embeds every text, also one in which the model sees nothing (spaces, invisible characters): it
   * gets the vector of an unknown word, so that one such text does not fail a document.
   */
  @Override
  public List<float[]> embed(List<String> texts) {
    OfflineModel loaded = OfflineModel.get();
    return loaded.embeddings().embed(Lists.transform(texts, text -> seen(loaded, text)));
  }

  private static String seen(OfflineModel loaded, String text) {
    boolean visible = SURELY_SEEN.matchesAnyOf(text) || loaded.embeddings().countTokens(text) > 0;
    return visible ? text : UNKNOWN;
  }

  @Override
  public int countTokens(String text) {
    return OfflineModel.get().embeddings().countTokens(text);
  }

  @Override
  public String toString() {
    return "OfflineEmbeddings[" + id() + "]";
  }
}

package io.millrace.knowledge;

import java.util.Locale;

/**
 * How a knowledge base is searched: by keywords, or by vectors too (spec/06 §4).
 *
 * @since 0.1
 */
public enum IndexingTechnique {
  HIGH_QUALITY,
  ECONOMY;

  /** Returns Dify's spelling, such as {@code high_quality}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the technique with Dify's spelling.
   *
   * @throws KnowledgeException if there is none
   */
  public static IndexingTechnique of(String wireName) {
    for (IndexingTechnique technique : values()) {
      if (technique.wireName().equals(wireName)) {
        return technique;
      }
    }
    throw new KnowledgeException(
        "Unknown indexing_technique '" + wireName + "'. Known: high_quality, economy");
  }
}

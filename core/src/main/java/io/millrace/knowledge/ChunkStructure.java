package io.millrace.knowledge;

import java.util.Locale;

/**
 * The shape of a knowledge base's chunks (spec/06 §3).
 *
 * @since 0.1
 */
public enum ChunkStructure {
  /** One segment a chunk. */
  TEXT_MODEL,
  /** One segment a parent, child chunks under it. */
  HIERARCHICAL_MODEL,
  /** One segment a question and its answer. */
  QA_MODEL;

  /** Returns Dify's spelling, such as {@code text_model}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the structure with Dify's spelling.
   *
   * @throws KnowledgeException if there is none
   */
  public static ChunkStructure of(String wireName) {
    for (ChunkStructure structure : values()) {
      if (structure.wireName().equals(wireName)) {
        return structure;
      }
    }
    throw new KnowledgeException(
        "Unknown chunk_structure '"
            + wireName
            + "'. Known: text_model, hierarchical_model, qa_model");
  }
}

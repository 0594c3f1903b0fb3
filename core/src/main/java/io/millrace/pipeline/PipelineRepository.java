package io.millrace.pipeline;

import java.util.List;
import java.util.Optional;

/**
 * Keeps the pipeline of each knowledge base: one draft, and every version that was published
 * (spec/03 §7).
 *
 * <p>Implementations must be safe for use by several threads, and a reader must see a pipeline
 * whole or not at all. A knowledge base that was never heard of simply has no draft and no
 * versions.
 *
 * @since 0.1
 */
public interface PipelineRepository {

  /** Returns the draft. */
  Optional<Pipeline> draft(String knowledgeBaseId);

  /** Replaces the draft; published versions stay as they are. */
  void saveDraft(String knowledgeBaseId, Pipeline pipeline);

  /**
   * Makes the draft the newest version.
   *
   * @throws PipelineRepositoryException if there is no draft, it has no knowledge-index node, or
   *     its {@code chunk_structure} differs from that of the versions before
   */
  PublishedPipeline publish(String knowledgeBaseId);

  /** Returns the published versions, newest first. */
  List<PublishedPipeline> versions(String knowledgeBaseId);

  /** Returns the newest version: the one that runs. */
  default Optional<PublishedPipeline> latest(String knowledgeBaseId) {
    return versions(knowledgeBaseId).stream().findFirst();
  }

  /**
   * Makes an older version the draft and publishes it again, as the newest version; nothing is
   * lost.
   *
   * @throws PipelineRepositoryException if there is no such version
   */
  PublishedPipeline rollBack(String knowledgeBaseId, String version);

  /** Forgets the draft and every version; does nothing where there are none. */
  void delete(String knowledgeBaseId);
}

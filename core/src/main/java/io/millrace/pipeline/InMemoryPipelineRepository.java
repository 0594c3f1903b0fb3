package io.millrace.pipeline;

import java.time.Clock;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A repository that forgets everything when the program ends.
 *
 * @since 0.1
 */
public final class InMemoryPipelineRepository extends VersionedRepository {
  private final Map<String, Pipeline> drafts = new ConcurrentHashMap<>();
  private final Map<String, Deque<PublishedPipeline>> versions = new ConcurrentHashMap<>();

  /** Creates an empty repository. */
  public InMemoryPipelineRepository() {
    this(Clock.systemUTC());
  }

  InMemoryPipelineRepository(Clock clock) {
    super(clock);
  }

  @Override
  public Optional<Pipeline> draft(String knowledgeBaseId) {
    return Optional.ofNullable(drafts.get(knowledgeBaseId));
  }

  @Override
  public void saveDraft(String knowledgeBaseId, Pipeline pipeline) {
    drafts.put(knowledgeBaseId, pipeline);
  }

  @Override
  public List<PublishedPipeline> versions(String knowledgeBaseId) {
    Deque<PublishedPipeline> published = versions.get(knowledgeBaseId);
    return published == null ? List.of() : List.copyOf(published);
  }

  @Override
  public void delete(String knowledgeBaseId) {
    drafts.remove(knowledgeBaseId);
    versions.remove(knowledgeBaseId);
  }

  @Override
  void store(String knowledgeBaseId, PublishedPipeline version) {
    versions
        .computeIfAbsent(knowledgeBaseId, id -> new ConcurrentLinkedDeque<>())
        .addFirst(version);
  }
}

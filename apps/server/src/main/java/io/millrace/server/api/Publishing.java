package io.millrace.server.api;

import io.millrace.PipelineEngine;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PublishedPipeline;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Publishes pipelines and brings their knowledge bases' settings along (spec/06 §1). How a
 * knowledge base is searched stays as somebody changed it until something else is published.
 */
public final class Publishing {
  private final PipelineEngine engine;
  private final Workspaces workspaces;
  private final ServedPipelines pipelines;

  /** Makes what publishes. */
  public Publishing(PipelineEngine engine, Workspaces workspaces, ServedPipelines pipelines) {
    this.engine = engine;
    this.workspaces = workspaces;
    this.pipelines = pipelines;
  }

  /** Publishes a pipeline into the knowledge base of its name, unless it is the latest version. */
  public synchronized String publish(Pipeline pipeline) {
    Optional<KnowledgeBase> served =
        workspaces
            .store()
            .findByName(pipeline.name())
            .filter(base -> isLatest(base.id(), pipeline));
    if (served.isPresent()) {
      return served.get().id();
    }
    KnowledgeBase base = settle(pipeline, null);
    pipelines.saveDraft(base.id(), pipeline);
    pipelines.publish(base.id());
    return base.id();
  }

  private boolean isLatest(String id, Pipeline pipeline) {
    return pipelines.latest(id).filter(latest -> latest.pipeline().equals(pipeline)).isPresent();
  }

  /**
   * Publishes a knowledge base's draft.
   *
   * @throws io.millrace.knowledge.KnowledgeException if it does not fit what is stored
   */
  synchronized PublishedPipeline publishDraft(KnowledgeBase base) {
    pipelines.draft(base.id()).ifPresent(draft -> settle(draft, base.id()));
    return pipelines.publish(base.id());
  }

  /** Makes an older version the newest again. */
  synchronized PublishedPipeline rollBack(KnowledgeBase base, String version) {
    PublishedPipeline published = pipelines.rollBack(base.id(), version);
    settle(published.pipeline(), base.id());
    return published;
  }

  private KnowledgeBase settle(Pipeline pipeline, @Nullable String id) {
    KnowledgeBase base = engine.knowledgeBase(pipeline, id);
    return DatasetProfile.of(base).retrieval() == null
        ? base
        : workspaces.update(base, profile -> profile.withRetrieval(null));
  }
}

package io.millrace.server.api;

import io.millrace.PipelineEngine;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PublishedPipeline;
import java.util.Optional;

/** Publishes pipelines and brings their knowledge bases' settings along (spec/06 §1). */
public final class Publishing {
  private final PipelineEngine engine;
  private final ServedPipelines pipelines;

  /** Makes what publishes. */
  public Publishing(PipelineEngine engine, ServedPipelines pipelines) {
    this.engine = engine;
    this.pipelines = pipelines;
  }

  /** Publishes a pipeline into the knowledge base of its name, unless it is the latest version. */
  public synchronized String publish(Pipeline pipeline) {
    KnowledgeBase base = engine.knowledgeBase(pipeline, null);
    Optional<PublishedPipeline> latest = pipelines.latest(base.id());
    if (latest.isEmpty() || !latest.get().pipeline().equals(pipeline)) {
      pipelines.saveDraft(base.id(), pipeline);
      pipelines.publish(base.id());
    }
    return base.id();
  }

  /**
   * Publishes a knowledge base's draft.
   *
   * @throws io.millrace.knowledge.KnowledgeException if it does not fit what is stored
   */
  synchronized PublishedPipeline publishDraft(KnowledgeBase base) {
    pipelines.draft(base.id()).ifPresent(draft -> engine.knowledgeBase(draft, base.id()));
    return pipelines.publish(base.id());
  }

  /** Makes an older version the newest again. */
  synchronized PublishedPipeline rollBack(KnowledgeBase base, String version) {
    PublishedPipeline published = pipelines.rollBack(base.id(), version);
    var unused = engine.knowledgeBase(published.pipeline(), base.id());
    return published;
  }
}

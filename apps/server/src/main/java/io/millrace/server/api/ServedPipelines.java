package io.millrace.server.api;

import static java.util.Objects.requireNonNull;

import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineRepository;
import io.millrace.pipeline.PublishedPipeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pipelines of the knowledge bases, kept in memory once read: an engine compiles each pipeline
 * object once.
 */
public final class ServedPipelines {
  private record Known(Optional<Pipeline> draft, Optional<PublishedPipeline> latest) {}

  private final PipelineRepository repository;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** Serves what a repository keeps; nobody else may change that meanwhile. */
  public ServedPipelines(PipelineRepository repository) {
    this.repository = requireNonNull(repository, "repository");
  }

  Optional<Pipeline> draft(String datasetId) {
    return of(datasetId).draft();
  }

  Optional<PublishedPipeline> latest(String datasetId) {
    return of(datasetId).latest();
  }

  /** Returns whether the knowledge base has a pipeline at all. */
  boolean exists(String datasetId) {
    Known found = of(datasetId);
    return found.draft().isPresent() || found.latest().isPresent();
  }

  List<PublishedPipeline> versions(String datasetId) {
    return repository.versions(datasetId);
  }

  /** Replaces the draft. */
  public void saveDraft(String datasetId, Pipeline pipeline) {
    repository.saveDraft(datasetId, pipeline);
    known.remove(datasetId);
  }

  /** Publishes the draft. */
  public PublishedPipeline publish(String datasetId) {
    PublishedPipeline published = repository.publish(datasetId);
    known.remove(datasetId);
    return published;
  }

  PublishedPipeline rollBack(String datasetId, String version) {
    PublishedPipeline published = repository.rollBack(datasetId, version);
    known.remove(datasetId);
    return published;
  }

  void delete(String datasetId) {
    repository.delete(datasetId);
    known.remove(datasetId);
  }

  private Known of(String datasetId) {
    return known.computeIfAbsent(
        datasetId, id -> new Known(repository.draft(id), repository.latest(id)));
  }
}

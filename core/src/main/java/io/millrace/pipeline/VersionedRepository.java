package io.millrace.pipeline;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of publication; where drafts and versions are kept is left to two subclasses. */
abstract class VersionedRepository implements PipelineRepository {
  private static final DateTimeFormatter VERSION =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private final Clock clock;

  VersionedRepository(Clock clock) {
    this.clock = clock;
  }

  abstract void store(String knowledgeBaseId, PublishedPipeline version);

  @Override
  public final synchronized PublishedPipeline publish(String knowledgeBaseId) {
    Pipeline draft =
        draft(knowledgeBaseId)
            .orElseThrow(
                () ->
                    new PipelineRepositoryException(
                        "The knowledge base '"
                            + knowledgeBaseId
                            + "' has no draft to publish. Call saveDraft() first."));
    return publish(knowledgeBaseId, draft);
  }

  @Override
  public final synchronized PublishedPipeline rollBack(String knowledgeBaseId, String version) {
    List<PublishedPipeline> versions = versions(knowledgeBaseId);
    Pipeline older =
        versions.stream()
            .filter(published -> published.version().equals(version))
            .findFirst()
            .map(PublishedPipeline::pipeline)
            .orElseThrow(
                () ->
                    new PipelineRepositoryException(
                        "The knowledge base '%s' has no version '%s'. Published, newest first: %s"
                            .formatted(
                                knowledgeBaseId,
                                version,
                                versions.stream()
                                    .limit(20)
                                    .map(PublishedPipeline::version)
                                    .toList())));
    saveDraft(knowledgeBaseId, older);
    return publish(knowledgeBaseId, older);
  }

  private PublishedPipeline publish(String knowledgeBaseId, Pipeline pipeline) {
    if (pipeline.knowledgeIndexNode().isEmpty()) {
      throw new PipelineRepositoryException(
          "DSL is not valid, please check the Knowledge Index node.");
    }
    Optional<PublishedPipeline> latest = latest(knowledgeBaseId);
    if (latest.isPresent()
        && !Objects.equals(structure(latest.get().pipeline()), structure(pipeline))) {
      throw new PipelineRepositoryException(
          "Chunk structure is not compatible with the published pipeline");
    }
    String version = nextVersion(latest.map(PublishedPipeline::version).orElse(null));
    PublishedPipeline published = new PublishedPipeline(version, pipeline);
    store(knowledgeBaseId, published);
    return published;
  }

  /** The time now, or just after the latest version when the clock has not moved on. */
  private String nextVersion(@Nullable String latest) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (latest != null) {
      LocalDateTime next = LocalDateTime.parse(latest, VERSION).plus(1, ChronoUnit.MICROS);
      now = now.isBefore(next) ? next : now;
    }
    return VERSION.format(now);
  }

  private static @Nullable Object structure(Pipeline pipeline) {
    return pipeline
        .knowledgeIndexNode()
        .map(node -> node.data().get("chunk_structure"))
        .orElse(null);
  }
}

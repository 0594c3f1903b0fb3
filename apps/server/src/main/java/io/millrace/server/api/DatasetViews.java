package io.millrace.server.api;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.Maps;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentStatus;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.PageRequest;
import io.millrace.model.ModelId;
import io.millrace.pipeline.PublishedPipeline;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Call;
import io.millrace.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes views of knowledge bases. */
public final class DatasetViews {
  private static final PageRequest ONE = PageRequest.of(1, 1);
  private static final List<String> SUMMARY_SETTINGS =
      List.of("enable", "model_name", "model_provider_name", "summary_prompt");

  private final KnowledgeStore store;
  private final ServedPipelines pipelines;
  private final TagStore tags;

  /** Words of large knowledge bases are counted at most every ten seconds. */
  private final Cache<String, Long> words =
      CacheBuilder.newBuilder().maximumSize(1_000).expireAfterWrite(Duration.ofSeconds(10)).build();

  /** Makes what makes views. */
  public DatasetViews(Workspaces workspaces, ServedPipelines pipelines, TagStore tags) {
    this.store = workspaces.store();
    this.pipelines = pipelines;
    this.tags = tags;
  }

  DatasetView of(KnowledgeBase base) {
    DatasetProfile profile = DatasetProfile.of(base);
    String owner = Workspaces.owner(profile.workspace());
    ModelId model = base.embeddingModel();
    long documents = store.documents(base.id(), ONE).total();
    boolean pipeline = pipelines.exists(base.id());
    Optional<PublishedPipeline> published = pipelines.latest(base.id());
    return new DatasetView(
        base.id(),
        base.name(),
        base.description(),
        "vendor",
        profile.permission(),
        null,
        profile.undecided() && documents == 0 && !pipeline ? null : base.technique().wireName(),
        0,
        documents,
        documents == 0 ? 0 : words(base.id(), documents),
        owner,
        "owner",
        base.createdAt().getEpochSecond(),
        owner,
        base.updatedAt().getEpochSecond(),
        model == null || model.name().isEmpty() ? null : model.name(),
        model == null || model.provider().isEmpty() ? null : model.provider(),
        true,
        retrieval(base, profile),
        profile.tags().stream()
            .flatMap(id -> tags.find(profile.workspace(), id).stream())
            .map(tag -> new DatasetView.TagOf(tag.id(), tag.name(), "knowledge"))
            .toList(),
        base.chunkStructure().wireName(),
        null,
        null,
        profile.fields(),
        profile.builtInFields(),
        pipeline ? pipelineId(base.id()) : null,
        pipeline ? "rag_pipeline" : "general",
        base.chunkStructure().wireName(),
        null,
        published.flatMap(DatasetViews::summaries).orElse(null),
        published.isPresent(),
        documents,
        store
            .documents(base.id(), ONE.withStatus(DocumentStatus.COMPLETED).onlyActive(true))
            .total(),
        profile.apiEnabled(),
        false,
        "owner",
        List.of());
  }

  private static Optional<Map<String, @Nullable Object>> summaries(PublishedPipeline published) {
    return published
        .pipeline()
        .knowledgeIndexNode()
        .map(node -> node.data().get("summary_index_setting"))
        .filter(Map.class::isInstance)
        .map(
            setting -> {
              Map<String, @Nullable Object> shown = new LinkedHashMap<>();
              for (String key : SUMMARY_SETTINGS) {
                shown.put(key, ((Map<?, ?>) setting).get(key));
              }
              return shown;
            });
  }

  private static Map<String, @Nullable Object> retrieval(
      KnowledgeBase base, DatasetProfile profile) {
    Map<String, Object> own = profile.retrieval();
    Map<String, @Nullable Object> shown =
        RetrievalBody.show(base.retrieval(), base.embeddingModel());
    if (own != null && isOf(base, own)) {
      shown.putAll(Maps.filterValues(own, Objects::nonNull));
    }
    return shown;
  }

  /** What was sent says more than what is kept of it, unless that was changed since. */
  private static boolean isOf(KnowledgeBase base, Map<String, Object> sent) {
    try {
      return Call.read(Json.MAPPER.valueToTree(sent), RetrievalBody.class)
          .toSettings()
          .equals(base.retrieval());
    } catch (ApiException writtenByAnother) {
      return false;
    }
  }

  private long words(String id, long documents) {
    String key = id + " " + documents;
    Long known = words.getIfPresent(key);
    if (known != null && documents > 1_000) {
      return known;
    }
    long counted =
        Pages.all(ONE, page -> store.documents(id, page)).stream()
            .mapToLong(Document::wordCount)
            .sum();
    words.put(key, counted);
    return counted;
  }

  static String pipelineId(String datasetId) {
    return UUID.nameUUIDFromBytes(("pipeline of " + datasetId).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}

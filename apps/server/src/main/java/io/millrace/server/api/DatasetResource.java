package io.millrace.server.api;

import static io.millrace.server.http.Route.delete;
import static io.millrace.server.http.Route.get;
import static io.millrace.server.http.Route.patch;
import static io.millrace.server.http.Route.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.IndexingTechnique;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.PageRequest;
import io.millrace.knowledge.RetrievalSettings;
import io.millrace.model.ModelId;
import io.millrace.server.http.Answer;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Call;
import io.millrace.server.http.Json;
import io.millrace.server.http.Route;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knowledge bases (spec/06 §7.1). */
public final class DatasetResource {
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_DESCRIPTION = 400;
  private static final int KEYWORDS = 10;

  private final Workspaces workspaces;
  private final ServedPipelines pipelines;
  private final DatasetViews views;

  /** Makes the resource. */
  public DatasetResource(Workspaces workspaces, ServedPipelines pipelines, DatasetViews views) {
    this.workspaces = workspaces;
    this.pipelines = pipelines;
    this.views = views;
  }

  /** How it is searched. */
  enum Technique {
    HIGH_QUALITY,
    ECONOMY
  }

  /** Who may see it, in Dify's console. */
  enum Permission {
    ONLY_ME,
    ALL_TEAM_MEMBERS,
    PARTIAL_MEMBERS
  }

  record NewDataset(
      @JsonProperty(required = true) String name,
      @Nullable String description,
      @Nullable Technique indexingTechnique,
      @Nullable Permission permission,
      @Nullable String provider,
      @Nullable String embeddingModel,
      @Nullable String embeddingModelProvider,
      @Nullable RetrievalBody retrievalModel) {}

  record DatasetChange(
      @Nullable String name,
      @Nullable String description,
      @Nullable Technique indexingTechnique,
      @Nullable Permission permission,
      @Nullable String embeddingModel,
      @Nullable String embeddingModelProvider,
      @Nullable RetrievalBody retrievalModel,
      @Nullable Boolean enableApi) {}

  record DatasetList(List<DatasetView> data, boolean hasMore, int limit, int total, int page) {}

  /** Returns what it serves. */
  public List<Route> routes() {
    return List.of(
        get("/v1/datasets")
            .does("listDatasets", "List knowledge bases, newest first")
            .query("page", "integer", "From 1")
            .query("limit", "integer", "1 to 100, 20 by default")
            .query("keyword", "string", "Only those whose name contains it")
            .query("tag_ids", "array", "Only those with all of these tags")
            .query("include_all", "boolean", "Makes no difference: a key sees all of its workspace")
            .answers(200, DatasetList.class)
            .by(this::list),
        post("/v1/datasets")
            .does("createDataset", "Create an empty knowledge base")
            .takes(NewDataset.class)
            .answers(200, DatasetView.class)
            .by(this::create),
        get("/v1/datasets/{dataset_id}")
            .does("getDataset", "Get a knowledge base")
            .answers(200, DatasetView.class)
            .by(call -> Answer.ok(views.of(call.dataset()))),
        patch("/v1/datasets/{dataset_id}")
            .does(Workspaces.UPDATE, "Change a knowledge base, or switch its API off and on")
            .takes(DatasetChange.class)
            .answers(200, DatasetView.class)
            .by(this::update),
        delete("/v1/datasets/{dataset_id}")
            .does("deleteDataset", "Delete a knowledge base with everything in it")
            .answers(204)
            .by(this::remove));
  }

  private Answer list(Call call) {
    String keyword = call.query("keyword").orElse("").toLowerCase(Locale.ROOT);
    List<String> tags = call.queries("tag_ids");
    List<KnowledgeBase> found =
        workspaces.list(call.caller().workspace()).stream()
            .filter(base -> base.name().toLowerCase(Locale.ROOT).contains(keyword))
            .filter(base -> DatasetProfile.of(base).tags().containsAll(tags))
            .toList();
    int limit = Pages.limit(call);
    int page = Pages.page(call);
    List<DatasetView> shown =
        found.stream().skip((page - 1L) * limit).limit(limit).map(views::of).toList();
    return Answer.ok(
        new DatasetList(shown, (long) page * limit < found.size(), limit, found.size(), page));
  }

  private Answer create(Call call) {
    NewDataset body = call.body(NewDataset.class);
    if (body.provider() != null && !body.provider().equals("vendor")) {
      throw ApiException.invalidParam("External datasets are not supported.");
    }
    String name = name(body.name());
    refuseTaken(name);
    IndexingTechnique technique = technique(body.indexingTechnique(), IndexingTechnique.ECONOMY);
    RetrievalBody retrieval = body.retrievalModel();
    Instant now = Instant.now();
    KnowledgeBase base =
        new KnowledgeBase(
            UUID.randomUUID().toString(),
            name,
            description(body.description()),
            ChunkStructure.TEXT_MODEL,
            technique,
            model(technique, body.embeddingModelProvider(), body.embeddingModel(), null),
            null,
            KEYWORDS,
            retrieval == null ? RetrievalSettings.DEFAULT : retrieval.toSettings(),
            now,
            now);
    Permission permission = body.permission();
    DatasetProfile profile = DatasetProfile.in(call.caller().workspace());
    if (permission != null) {
      profile = profile.withPermission(permission.name().toLowerCase(Locale.ROOT));
    }
    if (retrieval != null) {
      profile = profile.withRetrieval(shown(retrieval));
    }
    KnowledgeBase created = profile.appliedTo(base);
    workspaces.store().create(created);
    return Answer.ok(views.of(created));
  }

  private Answer update(Call call) {
    DatasetChange body = call.body(DatasetChange.class);
    KnowledgeBase base = call.dataset();
    String name = body.name() == null ? base.name() : name(body.name());
    if (!name.equals(base.name())) {
      refuseTaken(name);
    }
    IndexingTechnique technique = technique(body.indexingTechnique(), base.technique());
    if (technique != base.technique()
        && workspaces.store().documents(base.id(), PageRequest.of(1, 1)).total() > 0) {
      throw ApiException.invalidParam(
          "Knowledge base indexing technique is not allowed to be updated while there are"
              + " documents.");
    }
    RetrievalBody retrieval = body.retrievalModel();
    KnowledgeBase changed =
        new KnowledgeBase(
            base.id(),
            name,
            body.description() == null ? base.description() : description(body.description()),
            base.chunkStructure(),
            technique,
            model(
                technique,
                body.embeddingModelProvider(),
                body.embeddingModel(),
                base.embeddingModel()),
            base.vectorModel(),
            base.keywordNumber(),
            retrieval == null ? base.retrieval() : retrieval.toSettings(),
            base.createdAt(),
            Instant.now(),
            base.attributes());
    workspaces.store().update(changed);
    return Answer.ok(
        views.of(workspaces.update(changed, profile -> profile(profile, body, retrieval))));
  }

  private static DatasetProfile profile(
      DatasetProfile before, DatasetChange body, @Nullable RetrievalBody retrieval) {
    DatasetProfile after = before;
    Permission permission = body.permission();
    if (permission != null) {
      after = after.withPermission(permission.name().toLowerCase(Locale.ROOT));
    }
    if (body.enableApi() != null) {
      after = after.withApi(body.enableApi());
    }
    return retrieval == null ? after : after.withRetrieval(shown(retrieval));
  }

  private Answer remove(Call call) {
    String id = call.dataset().id();
    workspaces.store().delete(id);
    pipelines.delete(id);
    return Answer.none();
  }

  @SuppressWarnings("unchecked") // a record becomes a map whose keys are texts
  private static Map<String, Object> shown(RetrievalBody body) {
    return Json.MAPPER.convertValue(Json.MAPPER.valueToTree(body), Map.class);
  }

  private static IndexingTechnique technique(
      @Nullable Technique wanted, IndexingTechnique fallback) {
    return wanted == null ? fallback : IndexingTechnique.valueOf(wanted.name());
  }

  private static @Nullable ModelId model(
      IndexingTechnique technique,
      @Nullable String provider,
      @Nullable String name,
      @Nullable ModelId before) {
    if (technique == IndexingTechnique.ECONOMY) {
      return null;
    } else if (name == null) {
      return before == null ? new ModelId("", "") : before;
    }
    return new ModelId(provider == null ? "" : provider, name);
  }

  private static String name(String name) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw ApiException.invalidParam("Name must be between 1 to 40 characters.");
    }
    return name;
  }

  private static String description(@Nullable String text) {
    if (text != null && text.length() > LONGEST_DESCRIPTION) {
      throw ApiException.invalidParam("Description cannot exceed 400 characters.");
    }
    return text == null ? "" : text;
  }

  private void refuseTaken(String name) {
    if (workspaces.store().findByName(name).isPresent()) {
      throw ApiException.of(
          409,
          "dataset_name_duplicate",
          "The dataset name already exists. Please modify your dataset name.");
    }
  }
}

package io.millrace.server.api;

import static io.millrace.server.http.Route.delete;
import static io.millrace.server.http.Route.get;
import static io.millrace.server.http.Route.patch;
import static io.millrace.server.http.Route.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.millrace.PipelineEngine;
import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.IndexingTechnique;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.PageRequest;
import io.millrace.knowledge.RetrievalSettings;
import io.millrace.server.http.Answer;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Call;
import io.millrace.server.http.Route;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knowledge bases (spec/06 §7.1). */
public final class DatasetResource {
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_DESCRIPTION = 400;
  private static final int KEYWORDS = 10;

  private final PipelineEngine engine;
  private final Workspaces workspaces;
  private final ServedPipelines pipelines;
  private final DatasetViews views;

  /** Makes the resource. */
  public DatasetResource(
      PipelineEngine engine, Workspaces workspaces, ServedPipelines pipelines, DatasetViews views) {
    this.engine = engine;
    this.workspaces = workspaces;
    this.pipelines = pipelines;
    this.views = views;
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
      @Nullable IndexingTechnique indexingTechnique,
      @Nullable Permission permission,
      @Nullable String provider,
      @Nullable String embeddingModel,
      @Nullable String embeddingModelProvider,
      @Nullable RetrievalBody retrievalModel) {
    IndexingBody indexing() {
      return new IndexingBody(
          indexingTechnique, null, embeddingModelProvider, embeddingModel, retrievalModel);
    }
  }

  record DatasetChange(
      @Nullable String name,
      @Nullable String description,
      @Nullable IndexingTechnique indexingTechnique,
      @Nullable Permission permission,
      @Nullable String embeddingModel,
      @Nullable String embeddingModelProvider,
      @Nullable RetrievalBody retrievalModel,
      @Nullable Boolean enableApi) {
    IndexingBody indexing() {
      return new IndexingBody(
          indexingTechnique, null, embeddingModelProvider, embeddingModel, retrievalModel);
    }
  }

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
    Instant now = Instant.now();
    KnowledgeBase base =
        new KnowledgeBase(
            UUID.randomUUID().toString(),
            name,
            description(body.description()),
            ChunkStructure.TEXT_MODEL,
            IndexingTechnique.ECONOMY,
            null,
            null,
            KEYWORDS,
            RetrievalSettings.DEFAULT,
            now,
            now);
    Permission permission = body.permission();
    DatasetProfile profile = DatasetProfile.in(call.caller().workspace()).withUndecided(true);
    if (permission != null) {
      profile = profile.withPermission(permission.name().toLowerCase(Locale.ROOT));
    }
    KnowledgeBase created =
        body.indexing().appliedTo(profile.appliedTo(base), engine.embeddingModels());
    workspaces.store().create(created);
    return Answer.ok(views.of(created));
  }

  private Answer update(Call call) {
    DatasetChange body = call.body(DatasetChange.class);
    KnowledgeBase base = call.dataset();
    if (body.name() != null && !name(body.name()).equals(base.name())) {
      refuseTaken(body.name());
    }
    IndexingTechnique technique = body.indexingTechnique();
    if (technique != null
        && technique != base.technique()
        && workspaces.store().documents(base.id(), PageRequest.of(1, 1)).total() > 0) {
      throw ApiException.invalidParam(
          "Knowledge base indexing technique is not allowed to be updated while there are"
              + " documents.");
    }
    return Answer.ok(views.of(workspaces.store().change(base.id(), now -> changed(now, body))));
  }

  private KnowledgeBase changed(KnowledgeBase before, DatasetChange body) {
    KnowledgeBase named =
        before.toBuilder()
            .name(body.name() == null ? before.name() : body.name())
            .description(
                body.description() == null ? before.description() : description(body.description()))
            .build();
    DatasetProfile profile = DatasetProfile.of(named);
    Permission permission = body.permission();
    if (permission != null) {
      profile = profile.withPermission(permission.name().toLowerCase(Locale.ROOT));
    }
    if (body.enableApi() != null) {
      profile = profile.withApi(body.enableApi());
    }
    return body.indexing().appliedTo(profile.appliedTo(named), engine.embeddingModels());
  }

  private Answer remove(Call call) {
    String id = call.dataset().id();
    workspaces.store().delete(id);
    pipelines.delete(id);
    return Answer.none();
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

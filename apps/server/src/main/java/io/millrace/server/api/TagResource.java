package io.millrace.server.api;

import static io.millrace.server.http.Route.delete;
import static io.millrace.server.http.Route.get;
import static io.millrace.server.http.Route.patch;
import static io.millrace.server.http.Route.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.server.http.Answer;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Call;
import io.millrace.server.http.Route;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tags of knowledge bases. */
public final class TagResource {
  private static final int LONGEST_NAME = 50;

  private final Workspaces workspaces;
  private final TagStore tags;

  /** Makes the resource. */
  public TagResource(Workspaces workspaces, TagStore tags) {
    this.workspaces = workspaces;
    this.tags = tags;
  }

  record NewTag(@JsonProperty(required = true) String name) {}

  record Renaming(
      @JsonProperty(required = true) String tagId, @JsonProperty(required = true) String name) {}

  record TagId(@JsonProperty(required = true) String tagId) {}

  record Binding(
      @JsonProperty(required = true) List<String> tagIds,
      @JsonProperty(required = true) String targetId) {}

  record Unbinding(
      @Nullable List<String> tagIds,
      @Nullable String tagId,
      @JsonProperty(required = true) String targetId) {}

  record TagView(String id, String name, String type, String bindingCount) {}

  record BoundTag(String id, String name) {}

  record BoundTags(List<BoundTag> data, int total) {}

  /** Returns what it serves. */
  public List<Route> routes() {
    return List.of(
        get("/v1/datasets/tags")
            .does("listTags", "List the tags of the workspace")
            .answers(200, TagView[].class)
            .by(this::list),
        post("/v1/datasets/tags")
            .does("createTag", "Create a tag")
            .takes(NewTag.class)
            .answers(200, TagView.class)
            .by(this::create),
        patch("/v1/datasets/tags")
            .does("updateTag", "Rename a tag")
            .takes(Renaming.class)
            .answers(200, TagView.class)
            .by(this::rename),
        delete("/v1/datasets/tags")
            .does("deleteTag", "Delete a tag")
            .takes(TagId.class)
            .answers(204)
            .by(this::remove),
        post("/v1/datasets/tags/binding")
            .does("bindTags", "Give a knowledge base tags")
            .takes(Binding.class)
            .answers(204)
            .by(this::bind),
        post("/v1/datasets/tags/unbinding")
            .does("unbindTags", "Take tags from a knowledge base")
            .takes(Unbinding.class)
            .answers(204)
            .by(this::unbind),
        get("/v1/datasets/{dataset_id}/tags")
            .does("listDatasetTags", "List the tags of a knowledge base")
            .answers(200, BoundTags.class)
            .by(this::ofDataset));
  }

  private Answer list(Call call) {
    String workspace = call.caller().workspace();
    return Answer.ok(tags.list(workspace).stream().map(tag -> view(workspace, tag)).toList());
  }

  private Answer create(Call call) {
    String workspace = call.caller().workspace();
    return Answer.ok(view(workspace, tags.create(workspace, name(call.body(NewTag.class).name()))));
  }

  private Answer rename(Call call) {
    String workspace = call.caller().workspace();
    Renaming body = call.body(Renaming.class);
    return Answer.ok(view(workspace, tags.rename(workspace, body.tagId(), name(body.name()))));
  }

  private Answer remove(Call call) {
    tags.delete(call.caller().workspace(), call.body(TagId.class).tagId());
    return Answer.none();
  }

  private Answer bind(Call call) {
    Binding body = call.body(Binding.class);
    KnowledgeBase base = target(call, body.targetId());
    for (String id : body.tagIds()) {
      if (tags.find(call.caller().workspace(), id).isEmpty()) {
        throw ApiException.notFound("Tag not found");
      }
    }
    workspaces.update(
        base,
        profile -> {
          Set<String> bound = new LinkedHashSet<>(profile.tags());
          bound.addAll(body.tagIds());
          return profile.withTags(List.copyOf(bound));
        });
    return Answer.none();
  }

  private Answer unbind(Call call) {
    Unbinding body = call.body(Unbinding.class);
    KnowledgeBase base = target(call, body.targetId());
    List<String> gone = new ArrayList<>();
    if (body.tagIds() != null) {
      gone.addAll(body.tagIds());
    }
    if (body.tagId() != null) {
      gone.add(body.tagId());
    }
    if (gone.isEmpty()) {
      throw ApiException.invalidParam("tag_ids is required");
    }
    workspaces.update(
        base,
        profile ->
            profile.withTags(profile.tags().stream().filter(id -> !gone.contains(id)).toList()));
    return Answer.none();
  }

  private Answer ofDataset(Call call) {
    String workspace = call.caller().workspace();
    List<BoundTag> bound =
        DatasetProfile.of(call.dataset()).tags().stream()
            .flatMap(id -> tags.find(workspace, id).stream())
            .map(tag -> new BoundTag(tag.id(), tag.name()))
            .toList();
    return Answer.ok(new BoundTags(bound, bound.size()));
  }

  private KnowledgeBase target(Call call, String id) {
    return workspaces
        .find(call.caller().workspace(), id)
        .orElseThrow(() -> ApiException.notFound("Dataset not found"));
  }

  private TagView view(String workspace, TagStore.Tag tag) {
    long bound =
        workspaces.list(workspace).stream()
            .filter(base -> DatasetProfile.of(base).tags().contains(tag.id()))
            .count();
    return new TagView(tag.id(), tag.name(), "knowledge", Long.toString(bound));
  }

  private static String name(String name) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw ApiException.invalidParam("name must have 1 to %d characters".formatted(LONGEST_NAME));
    }
    return name;
  }
}

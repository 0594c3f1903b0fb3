package io.millrace.server.api;

import static io.millrace.server.http.Route.delete;
import static io.millrace.server.http.Route.get;
import static io.millrace.server.http.Route.patch;
import static io.millrace.server.http.Route.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.millrace.PipelineEngine;
import io.millrace.knowledge.ChildChunk;
import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.Page;
import io.millrace.knowledge.PageRequest;
import io.millrace.knowledge.Segment;
import io.millrace.knowledge.SegmentEdit;
import io.millrace.server.http.Answer;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Call;
import io.millrace.server.http.Route;
import java.util.List;
import java.util.UUID;

/** Child chunks of a segment (spec/06 §7.6, §7.8). */
public final class ChildChunkResource {
  private static final String AT =
      "/v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks";

  private final KnowledgeStore store;
  private final Chunking chunking;

  /** Makes the resource. */
  public ChildChunkResource(PipelineEngine engine, Workspaces workspaces) {
    this.store = workspaces.store();
    this.chunking = new Chunking(engine);
  }

  record ChildBody(@JsonProperty(required = true) String content) {}

  record ChildList(
      List<SegmentView.ChildView> data, long total, long totalPages, int page, int limit) {}

  record OneChild(SegmentView.ChildView data) {}

  /** Returns what it serves. */
  public List<Route> routes() {
    return List.of(
        get(AT)
            .does("listChildChunks", "List child chunks by position")
            .query("page", "integer", "From 1")
            .query("limit", "integer", "1 to 100, 20 by default")
            .query("keyword", "string", "Only those that contain it")
            .answers(200, ChildList.class)
            .by(this::list),
        post(AT)
            .does("createChildChunk", "Add a child chunk to a segment")
            .takes(ChildBody.class)
            .answers(200, OneChild.class)
            .by(this::create),
        patch(AT + "/{child_chunk_id}")
            .does("updateChildChunk", "Change a child chunk")
            .takes(ChildBody.class)
            .answers(200, OneChild.class)
            .by(this::update),
        delete(AT + "/{child_chunk_id}")
            .does("deleteChildChunk", "Delete a child chunk")
            .answers(204)
            .by(this::remove));
  }

  private Answer list(Call call) {
    Segment segment = Documents.segment(store, call, Documents.of(store, call));
    PageRequest request = Pages.of(call);
    Page<ChildChunk> page = store.childChunks(call.dataset().id(), segment.id(), request);
    return Answer.ok(
        new ChildList(
            page.items().stream().map(child -> SegmentView.ChildView.of(child, segment)).toList(),
            page.total(),
            (page.total() + request.limit() - 1) / request.limit(),
            request.page(),
            request.limit()));
  }

  private Answer create(Call call) {
    Document document = Documents.editable(store, call);
    Segment segment = Documents.segment(store, call, document);
    if (call.dataset().chunkStructure() != ChunkStructure.HIERARCHICAL_MODEL) {
      throw ApiException.invalidParam(
          "Only segments of a hierarchical_model knowledge base have child chunks.");
    }
    String id = UUID.randomUUID().toString();
    edit(
        call,
        document,
        new SegmentEdit.AddChild(id, segment.id(), chunking.child(call.dataset(), content(call))));
    return answer(call, segment, id);
  }

  private Answer update(Call call) {
    Document document = Documents.editable(store, call);
    Segment segment = Documents.segment(store, call, document);
    ChildChunk child = child(call, segment);
    edit(
        call,
        document,
        new SegmentEdit.ReplaceChild(child.id(), chunking.child(call.dataset(), content(call))));
    return answer(call, segment, child.id());
  }

  private Answer remove(Call call) {
    Document document = Documents.editable(store, call);
    Segment segment = Documents.segment(store, call, document);
    edit(call, document, new SegmentEdit.RemoveChild(child(call, segment).id()));
    return Answer.none();
  }

  private static String content(Call call) {
    String content = call.body(ChildBody.class).content();
    if (content.isBlank()) {
      throw ApiException.invalidParam("Content is empty");
    }
    return content;
  }

  private ChildChunk child(Call call, Segment segment) {
    return store
        .childChunk(call.dataset().id(), call.path("child_chunk_id"))
        .filter(child -> child.segmentId().equals(segment.id()))
        .orElseThrow(() -> ApiException.notFound("Child chunk not found."));
  }

  private void edit(Call call, Document document, SegmentEdit edit) {
    store.editSegments(call.dataset().id(), document.id(), List.of(edit));
  }

  private Answer answer(Call call, Segment segment, String id) {
    ChildChunk child =
        store
            .childChunk(call.dataset().id(), id)
            .orElseThrow(() -> ApiException.notFound("Child chunk not found."));
    return Answer.ok(new OneChild(SegmentView.ChildView.of(child, segment)));
  }
}

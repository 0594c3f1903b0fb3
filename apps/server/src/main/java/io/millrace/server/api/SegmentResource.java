package io.millrace.server.api;

import static io.millrace.server.http.Route.delete;
import static io.millrace.server.http.Route.get;
import static io.millrace.server.http.Route.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.collect.ImmutableList;
import io.millrace.PipelineEngine;
import io.millrace.knowledge.Attachment;
import io.millrace.knowledge.ChildChunk;
import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentStatus;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.NewVersion.NewSegment;
import io.millrace.knowledge.NewVersion.NewSummary;
import io.millrace.knowledge.Page;
import io.millrace.knowledge.PageRequest;
import io.millrace.knowledge.Segment;
import io.millrace.knowledge.SegmentEdit;
import io.millrace.server.http.Answer;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Call;
import io.millrace.server.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Segments of a document (spec/06 §7.5, §7.8). */
public final class SegmentResource {
  private static final int MOST = 1_000;
  private static final String AT = "/v1/datasets/{dataset_id}/documents/{document_id}/segments";

  private final KnowledgeStore store;
  private final Chunking chunking;
  private final Attachments attachments;

  /** Makes the resource. */
  public SegmentResource(PipelineEngine engine, Workspaces workspaces, Attachments attachments) {
    this.store = workspaces.store();
    this.attachments = attachments;
    this.chunking = new Chunking(engine);
  }

  record SegmentBody(
      @Nullable String content,
      @Nullable String answer,
      @Nullable List<String> keywords,
      @Nullable Boolean enabled,
      @Nullable Boolean regenerateChildChunks,
      @Nullable List<String> attachmentIds) {}

  record NewSegments(@JsonProperty(required = true) List<SegmentBody> segments) {}

  record SegmentChange(@JsonProperty(required = true) SegmentBody segment) {}

  record SegmentList(
      List<SegmentView> data, String docForm, long total, boolean hasMore, int limit, int page) {}

  record Segments(List<SegmentView> data, String docForm) {}

  record OneSegment(SegmentView data, String docForm) {}

  /** Returns what it serves. */
  public List<Route> routes() {
    return List.of(
        get(AT)
            .does("listSegments", "List segments by position")
            .query("page", "integer", "From 1")
            .query("limit", "integer", "1 to 100, 20 by default")
            .query("keyword", "string", "Only those that contain it")
            .query("status", "array", "Only those in one of these states; all are completed")
            .answers(200, SegmentList.class)
            .by(this::list),
        post(AT)
            .does("createSegments", "Add segments to a document")
            .takes(NewSegments.class)
            .answers(200, Segments.class)
            .by(this::create),
        get(AT + "/{segment_id}")
            .does("getSegment", "Get a segment")
            .answers(200, OneSegment.class)
            .by(call -> answer(call, segment(call))),
        post(AT + "/{segment_id}")
            .does("updateSegment", "Change a segment")
            .takes(SegmentChange.class)
            .answers(200, OneSegment.class)
            .by(this::update),
        delete(AT + "/{segment_id}")
            .does("deleteSegment", "Delete a segment")
            .answers(204)
            .by(this::remove));
  }

  private Answer list(Call call) {
    Document document = Documents.of(store, call);
    List<String> states = call.queries("status");
    PageRequest request = Pages.of(call);
    Page<Segment> page =
        states.isEmpty() || states.contains("completed")
            ? store.segments(call.dataset().id(), document.id(), request)
            : new Page<>(ImmutableList.of(), 0);
    return Answer.ok(
        new SegmentList(
            page.items().stream().map(segment -> view(call, segment)).toList(),
            form(call),
            page.total(),
            (long) request.page() * request.limit() < page.total(),
            request.limit(),
            request.page()));
  }

  private Answer create(Call call) {
    Document document = Documents.of(store, call);
    if (document.status() != DocumentStatus.COMPLETED) {
      throw ApiException.notFound("Document is not completed.");
    } else if (!document.enabled()) {
      throw ApiException.notFound("Document is disabled.");
    }
    List<SegmentBody> bodies = call.body(NewSegments.class).segments();
    if (bodies.isEmpty()) {
      throw ApiException.invalidParam("Segments is required");
    } else if (bodies.size() > MOST) {
      throw ApiException.invalidParam("Exceeded maximum segments limit of 1000.");
    }
    List<SegmentEdit> edits = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (SegmentBody body : bodies) {
      String id = UUID.randomUUID().toString();
      ids.add(id);
      edits.add(new SegmentEdit.Add(id, made(call.dataset(), body, null)));
    }
    store.editSegments(call.dataset().id(), document.id(), edits);
    return Answer.ok(
        new Segments(
            ids.stream()
                .flatMap(id -> store.segment(call.dataset().id(), id).stream())
                .map(segment -> view(call, segment))
                .toList(),
            form(call)));
  }

  private Answer update(Call call) {
    Document document = Documents.editable(store, call);
    Segment before = Documents.segment(store, call, document);
    SegmentBody body = call.body(SegmentChange.class).segment();
    List<SegmentEdit> edits = new ArrayList<>();
    if (body.content() != null
        || body.answer() != null
        || body.keywords() != null
        || body.attachmentIds() != null) {
      boolean regenerate = Boolean.TRUE.equals(body.regenerateChildChunks());
      edits.add(
          new SegmentEdit.Replace(before.id(), made(call.dataset(), body, before), !regenerate));
    }
    if (body.enabled() != null) {
      edits.add(new SegmentEdit.Enable(before.id(), body.enabled()));
    }
    if (!edits.isEmpty()) {
      store.editSegments(call.dataset().id(), document.id(), edits);
    }
    return answer(call, segment(call));
  }

  private Answer remove(Call call) {
    Document document = Documents.editable(store, call);
    Segment segment = Documents.segment(store, call, document);
    store.editSegments(
        call.dataset().id(), document.id(), List.of(new SegmentEdit.Remove(segment.id())));
    return Answer.none();
  }

  private NewSegment made(KnowledgeBase base, SegmentBody body, @Nullable Segment before) {
    String content = body.content() == null && before != null ? before.content() : body.content();
    String answer = body.answer() == null && before != null ? before.answer() : body.answer();
    if (content == null || content.isBlank()) {
      throw ApiException.invalidParam("Content is empty");
    }
    if (base.chunkStructure() == ChunkStructure.QA_MODEL && (answer == null || answer.isBlank())) {
      throw ApiException.invalidParam("Answer is required");
    }
    NewSegment made = chunking.segment(base, content, answer);
    List<String> keywords = body.keywords();
    return new NewSegment(
        made.content(),
        made.answer(),
        made.tokens(),
        keywords == null ? made.keywords() : ImmutableList.copyOf(keywords),
        made.vector(),
        made.children(),
        files(body, before, made),
        summary(base, before, content));
  }

  /** A summary stays while the segment says what was summed up. */
  private @Nullable NewSummary summary(
      KnowledgeBase base, @Nullable Segment before, String content) {
    String summary = before == null ? null : before.summary();
    if (before == null || summary == null || !before.content().equals(content)) {
      return null;
    }
    return new NewSummary(summary, chunking.vector(base, summary));
  }

  /** What is named, else what the segment had, else the images that its text shows. */
  private ImmutableList<Attachment> files(
      SegmentBody body, @Nullable Segment before, NewSegment made) {
    List<String> ids = body.attachmentIds();
    if (ids != null) {
      return attachments.of(ids);
    }
    return before == null || !made.attachments().isEmpty()
        ? made.attachments()
        : before.attachments();
  }

  private Segment segment(Call call) {
    return Documents.segment(store, call, Documents.of(store, call));
  }

  private Answer answer(Call call, Segment segment) {
    return Answer.ok(new OneSegment(view(call, segment), form(call)));
  }

  private SegmentView view(Call call, Segment segment) {
    KnowledgeBase base = call.dataset();
    List<ChildChunk> children =
        base.chunkStructure() == ChunkStructure.HIERARCHICAL_MODEL
            ? store.childChunks(base.id(), segment.id(), PageRequest.of(1, MOST)).items()
            : List.of();
    return SegmentView.of(
        segment,
        SegmentFacts.of(
            segment,
            attachments.signed(call, segment.content()),
            Workspaces.owner(call.caller().workspace())),
        children,
        attachments.show(call, segment));
  }

  private static String form(Call call) {
    return call.dataset().chunkStructure().wireName();
  }
}

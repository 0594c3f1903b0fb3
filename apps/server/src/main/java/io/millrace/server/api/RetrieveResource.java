package io.millrace.server.api;

import static io.millrace.server.http.Route.post;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.PipelineEngine;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.RetrievalSettings;
import io.millrace.knowledge.RetrievedRecord;
import io.millrace.server.http.Answer;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Call;
import io.millrace.server.http.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches a knowledge base (spec/06 §7.7). */
public final class RetrieveResource {
  private static final int LONGEST_QUERY = 250;

  private final PipelineEngine engine;
  private final Attachments attachments;

  /** Makes the resource. */
  public RetrieveResource(PipelineEngine engine, Attachments attachments) {
    this.engine = engine;
    this.attachments = attachments;
  }

  record RetrieveBody(
      @Nullable String query,
      @Nullable RetrievalBody retrievalModel,
      @Nullable JsonNode attachmentIds) {}

  record Query(String content) {}

  record DocumentOf(
      String id,
      String dataSourceType,
      String name,
      @Nullable String docType,
      @Nullable Object docMetadata) {}

  record FoundSegment(@JsonUnwrapped SegmentFacts facts, DocumentOf document) {}

  record FoundChild(String id, String content, int position, double score) {}

  record Found(
      FoundSegment segment,
      List<FoundChild> childChunks,
      double score,
      @Nullable Object tsnePosition,
      List<AttachmentView> files,
      @Nullable String summary) {}

  record Retrieved(Query query, List<Found> records) {}

  /** Returns what it serves. */
  public List<Route> routes() {
    return List.of(
        post("/v1/datasets/{dataset_id}/retrieve")
            .does("retrieve", "Search a knowledge base")
            .takes(RetrieveBody.class)
            .answers(200, Retrieved.class)
            .by(this::retrieve),
        post("/v1/datasets/{dataset_id}/hit-testing")
            .does("hitTesting", "Search a knowledge base; the older spelling of retrieve")
            .takes(RetrieveBody.class)
            .answers(200, Retrieved.class)
            .by(this::retrieve));
  }

  private Answer retrieve(Call call) {
    RetrieveBody body = call.body(RetrieveBody.class);
    JsonNode images = body.attachmentIds();
    if (images != null && !images.isArray()) {
      throw ApiException.invalidParam("Attachment_ids must be a list");
    }
    String text = body.query() == null ? "" : body.query();
    if (text.isBlank() && (images == null || images.isEmpty())) {
      throw ApiException.invalidParam("Query or attachment_ids is required");
    }
    if (text.codePointCount(0, text.length()) > LONGEST_QUERY) {
      throw ApiException.invalidParam("Query cannot exceed 250 characters");
    }
    return Answer.ok(new Retrieved(new Query(text), records(call, text, body.retrievalModel())));
  }

  /** Images find nothing: no model here compares them with texts. */
  private List<Found> records(Call call, String query, @Nullable RetrievalBody model) {
    if (query.isBlank()) {
      return List.of();
    }
    KnowledgeBase base = call.dataset();
    RetrievalSettings settings = model == null ? base.retrieval() : model.toSettings();
    return engine.search(base.id(), query, settings).records().stream()
        .map(record -> found(call, record))
        .toList();
  }

  private Found found(Call call, RetrievedRecord record) {
    Document document = record.document();
    boolean described = !DocumentView.metadata(call.dataset(), document).isEmpty();
    return new Found(
        new FoundSegment(
            SegmentFacts.of(
                record.segment(),
                attachments.signed(call, record.segment().content()),
                Workspaces.owner(call.caller().workspace())),
            new DocumentOf(
                document.id(),
                document.source().type(),
                document.name(),
                null,
                described ? document.metadata() : null)),
        record.children().stream()
            .map(
                child ->
                    new FoundChild(
                        child.chunk().id(),
                        child.chunk().content(),
                        child.chunk().position(),
                        child.score()))
            .toList(),
        record.score(),
        null,
        attachments.show(call, record.segment()),
        record.summary());
  }
}

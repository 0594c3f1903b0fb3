package io.millrace.server.api;

import static io.millrace.server.http.Route.post;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.PipelineEngine;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.RetrievalResult;
import io.millrace.knowledge.RetrievalSettings;
import io.millrace.knowledge.RetrievedRecord;
import io.millrace.knowledge.Segment;
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

  /** Makes the resource. */
  public RetrieveResource(PipelineEngine engine) {
    this.engine = engine;
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

  record FoundSegment(
      String id,
      int position,
      String documentId,
      String content,
      String signContent,
      @Nullable String answer,
      int wordCount,
      int tokens,
      List<String> keywords,
      String indexNodeId,
      String indexNodeHash,
      long hitCount,
      boolean enabled,
      @Nullable Long disabledAt,
      @Nullable String disabledBy,
      String status,
      String createdBy,
      long createdAt,
      long indexingAt,
      long completedAt,
      @Nullable String error,
      @Nullable Long stoppedAt,
      DocumentOf document) {}

  record FoundChild(String id, String content, int position, double score) {}

  record Found(
      FoundSegment segment,
      List<FoundChild> childChunks,
      double score,
      @Nullable Object tsnePosition,
      List<Object> files,
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
    JsonNode attachments = body.attachmentIds();
    if (attachments != null && !attachments.isArray()) {
      throw ApiException.invalidParam("Attachment_ids must be a list");
    }
    String query = body.query();
    if ((query == null || query.isBlank()) && (attachments == null || attachments.isEmpty())) {
      throw ApiException.invalidParam("Query or attachment_ids is required");
    }
    String text = query == null ? "" : query;
    if (text.codePointCount(0, text.length()) > LONGEST_QUERY) {
      throw ApiException.invalidParam("Query cannot exceed 250 characters");
    }
    KnowledgeBase base = call.dataset();
    RetrievalBody model = body.retrievalModel();
    RetrievalSettings settings = model == null ? base.retrieval() : model.toSettings();
    RetrievalResult result = engine.search(base.id(), text, settings);
    String owner = Workspaces.owner(call.caller().workspace());
    return Answer.ok(
        new Retrieved(
            new Query(text),
            result.records().stream().map(record -> found(base, record, owner)).toList()));
  }

  private static Found found(KnowledgeBase base, RetrievedRecord record, String owner) {
    Segment segment = record.segment();
    Document document = record.document();
    long at = segment.createdAt().getEpochSecond();
    var metadata = DocumentView.metadata(base, document);
    return new Found(
        new FoundSegment(
            segment.id(),
            segment.position(),
            segment.documentId(),
            segment.content(),
            segment.content(),
            segment.answer(),
            segment.wordCount(),
            segment.tokens(),
            segment.keywords(),
            segment.indexNodeId(),
            segment.indexNodeHash(),
            segment.hitCount(),
            segment.enabled(),
            null,
            null,
            "completed",
            owner,
            at,
            at,
            at,
            null,
            null,
            new DocumentOf(
                document.id(),
                document.source().type(),
                document.name(),
                null,
                metadata.isEmpty() ? null : document.metadata())),
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
        List.of(),
        null);
  }
}

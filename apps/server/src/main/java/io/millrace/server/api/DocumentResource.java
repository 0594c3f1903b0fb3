package io.millrace.server.api;

import static io.millrace.server.http.Route.delete;
import static io.millrace.server.http.Route.get;
import static io.millrace.server.http.Route.patch;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentStatus;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.Page;
import io.millrace.knowledge.PageRequest;
import io.millrace.server.http.Answer;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Call;
import io.millrace.server.http.Json;
import io.millrace.server.http.Route;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Documents of a knowledge base (spec/06 §7.2 to §7.4, §7.8). */
public final class DocumentResource {
  private final KnowledgeStore store;
  private final DocumentViews views;

  /** Makes the resource. */
  public DocumentResource(Workspaces workspaces, DocumentViews views) {
    this.store = workspaces.store();
    this.views = views;
  }

  record DocumentList(List<DocumentView> data, boolean hasMore, int limit, long total, int page) {}

  record StatusList(List<IndexingStatus> data) {}

  record DocumentIds(@JsonProperty(required = true) List<String> documentIds) {}

  record IndexingStatus(
      String id,
      String indexingStatus,
      @Nullable Long processingStartedAt,
      @Nullable Long parsingCompletedAt,
      @Nullable Long cleaningCompletedAt,
      @Nullable Long splittingCompletedAt,
      @Nullable Long completedAt,
      @Nullable Long pausedAt,
      @Nullable String error,
      @Nullable Long stoppedAt,
      int completedSegments,
      int totalSegments) {}

  /** Returns what it serves. */
  public List<Route> routes() {
    return List.of(
        get("/v1/datasets/{dataset_id}/documents")
            .does("listDocuments", "List documents, newest first")
            .query("page", "integer", "From 1")
            .query("limit", "integer", "1 to 100, 20 by default")
            .query("keyword", "string", "Only those whose name contains it")
            .query("status", "string", "queuing, error, available, disabled or archived")
            .answers(200, DocumentList.class)
            .by(this::list),
        get("/v1/datasets/{dataset_id}/documents/{document_id}")
            .does("getDocument", "Get a document")
            .query("metadata", "string", "all, only or without")
            .answers(200, DocumentDetail.class)
            .by(this::get1),
        delete("/v1/datasets/{dataset_id}/documents/{document_id}")
            .does("deleteDocument", "Delete a document")
            .answers(204)
            .by(this::remove),
        get("/v1/datasets/{dataset_id}/documents/{batch}/indexing-status")
            .does("getIndexingStatus", "Get how far the documents of a batch are")
            .answers(200, StatusList.class)
            .by(this::status),
        patch("/v1/datasets/{dataset_id}/documents/status/{action}")
            .does("updateDocumentStatus", "Enable, disable, archive or unarchive documents")
            .takes(DocumentIds.class)
            .answers(200, Answer.Result.class)
            .by(this::change));
  }

  private Answer list(Call call) {
    PageRequest request = Pages.of(call).fromNewest();
    request = call.query("status").map(filter(request)).orElse(request);
    Page<Document> page = store.documents(call.dataset().id(), request);
    List<Document> shown = page.items();
    String status = call.query("status").orElse("");
    if (status.equals("archived") || status.equals("disabled")) {
      List<Document> all =
          Pages.all(request, one -> store.documents(call.dataset().id(), one)).stream()
              .filter(document -> DocumentView.displayStatus(document).equals(status))
              .toList();
      long first = (request.page() - 1L) * request.limit();
      shown = all.stream().skip(first).limit(request.limit()).toList();
      page = new Page<>(ImmutableList.copyOf(shown), all.size());
    }
    return Answer.ok(
        new DocumentList(
            shown.stream().map(document -> views.of(call.dataset(), document)).toList(),
            shown.size() == request.limit(),
            request.limit(),
            page.total(),
            request.page()));
  }

  private static Function<String, PageRequest> filter(PageRequest request) {
    return status ->
        switch (status) {
          case "queuing" -> request.withStatus(DocumentStatus.WAITING);
          case "error" -> request.withStatus(DocumentStatus.ERROR);
          case "available" -> request.withStatus(DocumentStatus.COMPLETED).onlyActive(true);
          case "disabled", "archived" ->
              request.withStatus(DocumentStatus.COMPLETED).onlyActive(false);
          case "indexing" -> request.withStatus(DocumentStatus.INDEXING);
          case "paused" -> request.withStatus(DocumentStatus.PAUSED);
          default ->
              throw ApiException.invalidParam(
                  "status must be one of queuing, indexing, paused, error, available, disabled,"
                      + " archived");
        };
  }

  private Answer get1(Call call) {
    Document document = Documents.of(store, call);
    String wanted = call.query("metadata").orElse("all");
    if (!List.of("all", "only", "without").contains(wanted)) {
      throw ApiException.badRequest("invalid_metadata", "Invalid metadata value: " + wanted);
    }
    DocumentView view = views.of(call.dataset(), document);
    ObjectNode shown = Json.MAPPER.valueToTree(detail(view, document));
    shown.set("data_source_info", Json.MAPPER.valueToTree(views.info(view)));
    if (wanted.equals("only")) {
      shown.retain("id", "doc_type", "doc_metadata");
    } else if (wanted.equals("without")) {
      shown.remove(List.of("doc_type", "doc_metadata"));
    }
    return Answer.ok(shown);
  }

  private static DocumentDetail detail(DocumentView view, Document document) {
    int segments = document.segmentCount();
    return new DocumentDetail(
        view,
        null,
        null,
        null,
        null,
        DocumentView.seconds(document.completedAt()),
        DocumentView.seconds(
            document.completedAt() == null ? document.createdAt() : document.completedAt()),
        document.indexingLatency() == null ? null : document.indexingLatency().toMillis() / 1e3,
        segments,
        segments == 0 ? 0 : document.wordCount() / segments);
  }

  private Answer remove(Call call) {
    String id = call.path("document_id");
    Document document =
        store
            .document(call.dataset().id(), id)
            .orElseThrow(() -> ApiException.notFound("Document Not Exists."));
    if (document.archived()) {
      throw ApiException.of(
          403, "archived_document_immutable", "The archived document is not editable.");
    }
    store.deleteDocument(call.dataset().id(), id);
    return Answer.none();
  }

  private Answer status(Call call) {
    List<Document> documents =
        Pages.all(
            PageRequest.of(1, 1).inBatch(call.path("batch")),
            page -> store.documents(call.dataset().id(), page));
    if (documents.isEmpty()) {
      throw ApiException.notFound("Documents not found.");
    }
    return Answer.ok(
        new StatusList(documents.stream().map(DocumentResource::indexingStatus).toList()));
  }

  /** How the batch fared, whatever can still be found of an older version. */
  private static IndexingStatus indexingStatus(Document document) {
    boolean failed = document.error() != null;
    boolean done = document.status() == DocumentStatus.COMPLETED && !failed;
    int segments = done ? document.segmentCount() : 0;
    return new IndexingStatus(
        document.id(),
        (failed ? DocumentStatus.ERROR : document.status()).wireName(),
        document.createdAt().getEpochSecond(),
        null,
        null,
        null,
        done ? DocumentView.seconds(document.completedAt()) : null,
        null,
        document.error(),
        failed ? document.createdAt().getEpochSecond() : null,
        segments,
        segments);
  }

  private Answer change(Call call) {
    String action = call.path("action");
    if (!List.of("enable", "disable", "archive", "un_archive").contains(action)) {
      throw ApiException.badRequest("invalid_action", "Invalid action.");
    }
    String base = call.dataset().id();
    List<Document> documents =
        call.body(DocumentIds.class).documentIds().stream()
            .map(
                id ->
                    store
                        .document(base, id)
                        .orElseThrow(() -> ApiException.notFound("Document not found.")))
            .toList();
    for (Document document : documents) {
      boolean enabled =
          action.equals("enable") || (!action.equals("disable") && document.enabled());
      boolean archived =
          action.equals("archive") || (!action.equals("un_archive") && document.archived());
      store.setState(base, document.id(), enabled, archived);
    }
    return Answer.success();
  }
}

package io.millrace.server.api;

import io.millrace.file.FileRef;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.Segment;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Call;
import java.util.Map;
import java.util.Optional;

/** Finds what paths name below a knowledge base. */
final class Documents {
  private Documents() {}

  static Document of(KnowledgeStore store, Call call) {
    return store
        .document(call.dataset().id(), call.path("document_id"))
        .orElseThrow(() -> ApiException.notFound("Document not found."));
  }

  /** Returns which stored file a document was made of, if it was made of one. */
  static Optional<String> reference(Document document) {
    Map<String, Object> info = document.source().info();
    Object reference =
        info.get("reference") == null ? info.get("related_id") : info.get("reference");
    return reference instanceof String text && !text.isEmpty()
        ? Optional.of(FileRef.recordId(text))
        : Optional.empty();
  }

  static Document editable(KnowledgeStore store, Call call) {
    Document document = of(store, call);
    if (document.archived()) {
      throw ApiException.of(
          403, "archived_document_immutable", "The archived document is not editable.");
    }
    return document;
  }

  static Segment segment(KnowledgeStore store, Call call, Document document) {
    return store
        .segment(call.dataset().id(), call.path("segment_id"))
        .filter(segment -> segment.documentId().equals(document.id()))
        .orElseThrow(() -> ApiException.notFound("Segment not found."));
  }
}

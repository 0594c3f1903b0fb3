package io.millrace.server.api;

import io.millrace.PipelineRun;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.PageRequest;
import io.millrace.server.http.Answer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers published runs as Dify's servers do, at once, with the documents to come (spec/01 §3.5):
 * whoever wants to know what became of them asks for the batch's indexing status.
 */
public final class BatchAnswers {
  /** How many documents an answer lists; more are under the batch. */
  static final int MOST = 1_000;

  private final KnowledgeStore store;

  /** Makes what answers. */
  public BatchAnswers(Workspaces workspaces) {
    this.store = workspaces.store();
  }

  record Batch(String batch, Map<String, Object> dataset, List<BatchDocument> documents) {}

  record BatchDocument(
      String id,
      int position,
      String dataSourceType,
      Map<String, Object> dataSourceInfo,
      String name,
      String indexingStatus,
      @Nullable String error,
      boolean enabled) {

    static BatchDocument of(Document document) {
      return new BatchDocument(
          document.id(),
          document.position(),
          document.source().type(),
          document.source().info(),
          document.name(),
          document.status().wireName(),
          document.error(),
          document.enabled());
    }
  }

  Answer answer(KnowledgeBase base, PipelineRun run) {
    return Answer.later(FirstEvent.of(run).thenApply(first -> Answer.ok(batch(base, run))));
  }

  private Batch batch(KnowledgeBase base, PipelineRun run) {
    List<BatchDocument> documents =
        store.documents(base.id(), PageRequest.of(1, MOST).inBatch(run.batch())).items().stream()
            .map(BatchDocument::of)
            .toList();
    return new Batch(run.batch(), base.toDataset(), documents);
  }
}

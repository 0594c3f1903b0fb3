package io.millrace.server.api;

import io.millrace.InvalidRequestException;
import io.millrace.PipelineEngine;
import io.millrace.PipelineRun;
import io.millrace.RunRequest;
import io.millrace.event.PipelineEvent;
import io.millrace.file.FileRef;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentStatus;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.PageRequest;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineNode;
import io.millrace.pipeline.PublishedPipeline;
import io.millrace.server.http.Answer;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends one file through the pipeline of a knowledge base. */
public final class Ingest {
  private final PipelineEngine engine;
  private final KnowledgeStore store;
  private final ServedPipelines pipelines;
  private final RunRegistry runs;
  private final DocumentViews views;

  /** Makes what sends files through pipelines. */
  public Ingest(
      PipelineEngine engine,
      Workspaces workspaces,
      ServedPipelines pipelines,
      RunRegistry runs,
      DocumentViews views) {
    this.engine = engine;
    this.views = views;
    this.store = workspaces.store();
    this.pipelines = pipelines;
    this.runs = runs;
  }

  /**
   * What to send.
   *
   * @param documentId the document it is a new version of, or {@code null}
   * @param processRule how to chunk, where the knowledge base has no pipeline
   * @param inputs values of the pipeline's variables
   */
  record Item(
      FileRef file,
      String name,
      @Nullable String documentId,
      @Nullable ProcessRule processRule,
      @Nullable Map<String, Object> inputs) {}

  /**
   * Returns the document of the path, of which a new version may be made.
   *
   * @throws ApiException 400 {@code invalid_param} while a run is at work on it, and where it is
   *     switched off
   */
  Document available(Call call) {
    Document document = Documents.editable(store, call);
    boolean leftBehind =
        document.status() == DocumentStatus.WAITING && !runs.isUnderWay(document.batch());
    if (!leftBehind && !DocumentView.displayStatus(document).equals("available")) {
      throw ApiException.invalidParam("Document is not available");
    }
    return document;
  }

  /**
   * Returns the call's knowledge base as the document that is to come wants it, if it is the first
   * and no pipeline says otherwise.
   *
   * @throws ApiException 400 {@code invalid_param} if nobody has said how it is indexed, or the
   *     documents that are there have another structure
   */
  KnowledgeBase settled(Call call, IndexingBody wanted) {
    KnowledgeBase base = call.dataset();
    if (pipelines.latest(base.id()).isPresent()) {
      return base;
    }
    boolean first = store.documents(base.id(), PageRequest.of(1, 1)).total() == 0;
    if (!first && wanted.docForm() != null && wanted.docForm() != base.chunkStructure()) {
      throw ApiException.invalidParam("doc_form is different from the dataset doc_form.");
    } else if (first && wanted.indexingTechnique() == null && DatasetProfile.of(base).undecided()) {
      throw ApiException.invalidParam("indexing_technique is required.");
    }
    return first
        ? store.change(base.id(), now -> wanted.appliedTo(now, engine.embeddingModels()))
        : base;
  }

  /** Starts the run and answers with the document as soon as it is registered. */
  Answer start(Call call, KnowledgeBase base, Item item) {
    Pipeline pipeline =
        pipelines
            .latest(base.id())
            .map(PublishedPipeline::pipeline)
            .orElseGet(() -> DefaultPipeline.of(base, item.processRule()));
    String owner = Workspaces.owner(call.caller().workspace());
    Map<String, Object> entry = new LinkedHashMap<>();
    String reference = String.valueOf(item.file().reference());
    entry.put("reference", reference);
    entry.put(DocumentViews.UPLOAD, reference);
    entry.put("name", item.name());
    RunRequest.Builder request =
        RunRequest.of(pipeline)
            .startAt(startNode(pipeline))
            .entry(entry)
            .knowledgeBase(base.id())
            .keepRetrieval()
            .user(owner);
    if (item.inputs() != null) {
      request.inputs(item.inputs());
    }
    if (item.documentId() != null) {
      request.document(item.documentId());
    }
    if (DatasetProfile.of(base).builtInFields()) {
      request.metadata(one -> BuiltInFields.of(one, owner));
    }
    PipelineRun run;
    try {
      run = engine.start(request.build());
    } catch (InvalidRequestException e) {
      throw ApiException.invalidParam(String.join("; ", e.problems()));
    }
    runs.add(run, base.id(), true, true);
    return Answer.later(FirstEvent.of(run).thenApply(first -> answer(base, run, first)));
  }

  private Answer answer(KnowledgeBase base, PipelineRun run, PipelineEvent.WorkflowStarted first) {
    String id = String.valueOf(first.inputs().get("sys.document_id"));
    return store
        .document(base.id(), id)
        .<Answer>map(
            document ->
                Answer.ok(new CreationResource.Created(views.of(base, document), run.batch())))
        .orElseThrow(() -> ApiException.notFound("Document not found."));
  }

  private static String startNode(Pipeline pipeline) {
    List<PipelineNode> nodes =
        pipeline.datasourceNodes().stream()
            .filter(node -> "local_file".equals(node.data().get("provider_type")))
            .toList();
    if (nodes.isEmpty()) {
      throw ApiException.invalidParam(
          "The pipeline of this knowledge base takes no files. Use POST pipeline/run with one of"
              + " its datasources.");
    }
    return nodes.get(0).id();
  }
}

package io.millrace.server.api;

import io.millrace.InvalidRequestException;
import io.millrace.PipelineEngine;
import io.millrace.PipelineRun;
import io.millrace.RunRequest;
import io.millrace.event.PipelineEvent;
import io.millrace.file.FileRef;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
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

  /** Makes what sends files through pipelines. */
  public Ingest(
      PipelineEngine engine, Workspaces workspaces, ServedPipelines pipelines, RunRegistry runs) {
    this.engine = engine;
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
      @Nullable Map<String, Object> processRule,
      @Nullable Map<String, Object> inputs) {}

  /** Starts the run and answers with the document as soon as it is registered. */
  Answer start(Call call, Item item) {
    KnowledgeBase base = call.dataset();
    Pipeline pipeline =
        pipelines
            .latest(base.id())
            .map(PublishedPipeline::pipeline)
            .orElseGet(() -> DefaultPipeline.of(base, item.processRule()));
    String owner = Workspaces.owner(call.caller().workspace());
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("reference", String.valueOf(item.file().reference()));
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
                Answer.ok(
                    new CreationResource.Created(DocumentView.of(base, document), run.batch())))
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

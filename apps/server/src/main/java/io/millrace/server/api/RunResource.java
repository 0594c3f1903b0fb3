package io.millrace.server.api;

import static io.millrace.server.http.Route.post;

import io.millrace.InvalidRequestException;
import io.millrace.PipelineEngine;
import io.millrace.PipelineRun;
import io.millrace.ResponseMode;
import io.millrace.RunRequest;
import io.millrace.datasource.DatasourceItems;
import io.millrace.error.MillraceException;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PublishedPipeline;
import io.millrace.server.http.Answer;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Call;
import io.millrace.server.http.Json;
import io.millrace.server.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs pipelines (spec/01 §3). */
public final class RunResource {
  private static final Logger log = LoggerFactory.getLogger(RunResource.class);

  private final PipelineEngine engine;
  private final ServedPipelines pipelines;
  private final RunRegistry runs;
  private final @Nullable BatchAnswers batches;

  /**
   * Makes the resource.
   *
   * @param batches what answers published runs, or {@code null} if they obey their response mode
   */
  public RunResource(
      PipelineEngine engine,
      ServedPipelines pipelines,
      RunRegistry runs,
      @Nullable BatchAnswers batches) {
    this.engine = engine;
    this.pipelines = pipelines;
    this.runs = runs;
    this.batches = batches;
  }

  /** Returns what it serves. */
  public List<Route> routes() {
    return List.of(
        post("/v1/datasets/{dataset_id}/pipeline/run")
            .does("runPipeline", "Run the pipeline over items of one datasource")
            .takes(RunBody.class)
            .query("event_ids", "boolean", "Whether streamed events carry their number as id")
            .answers(200, RunAnswer.class)
            .by(this::run));
  }

  private Answer run(Call call) {
    RunRequest request = request(call);
    boolean published = request.published();
    boolean streaming = request.responseMode() == ResponseMode.STREAMING;
    boolean numbered = call.query("event_ids", false);
    PipelineRun run = start(request);
    ServedRun served = runs.add(run, call.dataset().id(), published, streaming || published);
    if (published && batches != null) {
      return batches.answer(call.dataset(), run);
    }
    Runnable gone = () -> clientLeft(run, published);
    if (streaming) {
      return new Answer.Events(
          !published,
          stream -> RunStream.connect(run.events(), served::ended, stream, numbered, gone));
    }
    CompletableFuture<Answer> answer =
        served
            .recorded()
            .handle(
                (result, failure) -> {
                  if (failure != null) {
                    throw failed(failure);
                  }
                  boolean several = request.entries().size() > 1 || result.counts().total() > 1;
                  return Answer.ok(RunAnswer.of(result, several));
                });
    return published ? Answer.later(answer) : Answer.later(answer, gone);
  }

  private RunRequest request(Call call) {
    KnowledgeBase base = call.dataset();
    String workspace = call.caller().workspace();
    String body = Json.parse(call.bytes()).isObject() ? call.text() : "[]";
    RunRequest.Builder builder;
    try {
      builder = RunRequest.fromJson(published -> pipeline(base.id(), published), body);
    } catch (InvalidRequestException e) {
      throw ApiException.invalidParam(String.join("; ", e.problems()));
    }
    builder.knowledgeBase(base.id()).keepRetrieval().user(Workspaces.owner(workspace));
    if (batches != null) {
      builder.registerFirst(BatchAnswers.MOST);
    }
    if (DatasetProfile.of(base).builtInFields()) {
      builder.metadata(item -> BuiltInFields.of(item, Workspaces.owner(workspace)));
    }
    RunRequest request = builder.build();
    refuseBadEntries(request);
    return request;
  }

  private Pipeline pipeline(String datasetId, boolean published) {
    if (!pipelines.exists(datasetId)) {
      throw ApiException.invalidParam("Pipeline not found");
    }
    return published
        ? pipelines
            .latest(datasetId)
            .map(PublishedPipeline::pipeline)
            .orElseThrow(() -> runError("Workflow not published"))
        : pipelines.draft(datasetId).orElseThrow(() -> runError("Workflow not initialized"));
  }

  private static void refuseBadEntries(RunRequest request) {
    List<String> problems = new ArrayList<>();
    List<Map<String, Object>> entries = request.entries();
    for (int i = 0; i < entries.size(); i++) {
      String place = "datasource_info_list[" + i + "].";
      var unused =
          DatasourceItems.parse(
              request.datasourceType(), entries.get(i), problem -> problems.add(place + problem));
    }
    if (!problems.isEmpty()) {
      throw ApiException.invalidParam(String.join("; ", problems));
    }
  }

  private PipelineRun start(RunRequest request) {
    try {
      return engine.start(request);
    } catch (MillraceException e) {
      throw runError(String.valueOf(e.getMessage()));
    }
  }

  private static void clientLeft(PipelineRun run, boolean published) {
    if (!published) {
      log.info("The client of draft run {} left; the run is stopped", run.runId());
      run.cancel();
    }
  }

  private static ApiException failed(Throwable failure) {
    log.error("A run failed unexpectedly", failure);
    return runError("Pipeline execution failed: " + failure.getMessage());
  }

  private static ApiException runError(String message) {
    return ApiException.of(500, "pipeline_run_error", message);
  }
}

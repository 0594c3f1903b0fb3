package io.millrace.server.api;

import static io.millrace.server.http.Route.get;
import static io.millrace.server.http.Route.post;

import io.millrace.PipelineRun;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.Page;
import io.millrace.knowledge.PageRequest;
import io.millrace.server.http.Answer;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Call;
import io.millrace.server.http.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs that were started: how they are, their events once more, their end; beyond Dify's API. */
public final class RunHistoryResource {
  private static final String AT = "/v1/datasets/{dataset_id}/pipeline/runs/{run_id}";

  private final RunRegistry runs;
  private final KnowledgeStore store;
  private final DocumentViews views;

  /** Makes the resource. */
  public RunHistoryResource(RunRegistry runs, Workspaces workspaces, DocumentViews views) {
    this.runs = runs;
    this.views = views;
    this.store = workspaces.store();
  }

  record Progress(long known, long finished, long failed, boolean complete) {}

  record RunView(
      String workflowRunId,
      String taskId,
      String batch,
      boolean isPublished,
      String status,
      @Nullable String error,
      Progress progress,
      long createdAt,
      @Nullable Long finishedAt) {}

  /** Returns what it serves. */
  public List<Route> routes() {
    return List.of(
        get(AT)
            .does("getRun", "Get how a run is")
            .answers(200, RunView.class)
            .by(call -> Answer.ok(view(run(call)))),
        get(AT + "/documents")
            .does("listRunDocuments", "List the documents of a run, failed ones included")
            .query("page", "integer", "From 1")
            .query("limit", "integer", "1 to 100, 20 by default")
            .answers(200, DocumentResource.DocumentList.class)
            .by(this::documents),
        get(AT + "/events")
            .does("replayRunEvents", "Read a run's events from the first or from a number on")
            .query("from", "integer", "The first event wanted; or send Last-Event-ID")
            .answers(200, "text/event-stream")
            .by(this::events),
        post(AT + "/stop")
            .does("stopRun", "Stop a run")
            .answers(200, Answer.Result.class)
            .by(
                call -> {
                  run(call).run().cancel();
                  return Answer.success();
                }));
  }

  private ServedRun run(Call call) {
    return runs.find(call.dataset().id(), call.path("run_id"))
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "Run not found. A run is kept for 15 minutes after its end, a blocking draft"
                        + " run not at all; documents stay under their batch."));
  }

  private static RunView view(ServedRun served) {
    PipelineRun run = served.run();
    ServedRun.Ending ending = served.ending();
    PipelineRun.Progress progress = run.progress();
    return new RunView(
        run.runId(),
        run.taskId(),
        run.batch(),
        served.published(),
        ending == null ? "running" : ending.status().wireName(),
        ending == null ? null : ending.error(),
        new Progress(progress.known(), progress.finished(), progress.failed(), progress.complete()),
        served.startedAt().getEpochSecond(),
        ending == null ? null : ending.at().getEpochSecond());
  }

  private Answer documents(Call call) {
    ServedRun served = run(call);
    PageRequest request = Pages.of(call).inBatch(served.run().batch());
    Page<Document> page = store.documents(call.dataset().id(), request);
    return Answer.ok(
        new DocumentResource.DocumentList(
            page.items().stream().map(document -> views.of(call.dataset(), document)).toList(),
            (long) request.page() * request.limit() < page.total(),
            request.limit(),
            page.total(),
            request.page()));
  }

  private Answer events(Call call) {
    ServedRun served = run(call);
    int from = call.query("from", next(call), 1, Integer.MAX_VALUE);
    return new Answer.Events(
        false,
        stream ->
            RunStream.connect(
                served.run().eventsFrom(from), served::ended, stream, true, () -> {}));
  }

  /** The event after the last that the client says it has. */
  private static int next(Call call) {
    try {
      return call.header("Last-Event-ID").map(last -> Integer.parseInt(last) + 1).orElse(1);
    } catch (NumberFormatException e) {
      throw ApiException.invalidParam("Last-Event-ID must be the number of an event");
    }
  }
}

package io.millrace.server.api;

import static io.millrace.server.http.Route.get;
import static io.millrace.server.http.Route.post;

import io.millrace.PipelineEngine;
import io.millrace.datasource.Credential;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineInputs;
import io.millrace.pipeline.PipelineNode;
import io.millrace.pipeline.PipelineVariable;
import io.millrace.pipeline.PublishedPipeline;
import io.millrace.server.http.Answer;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Call;
import io.millrace.server.http.Route;
import io.millrace.server.http.SseStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/** Lists the datasources of a pipeline and browses them (spec/01 §5, §6). */
public final class DatasourceResource {
  private final PipelineEngine engine;
  private final ServedPipelines pipelines;
  private final ExecutorService browsing;

  /**
   * Makes the resource.
   *
   * @param browsing threads on which datasources are browsed; refuses what is too much
   */
  public DatasourceResource(
      PipelineEngine engine, ServedPipelines pipelines, ExecutorService browsing) {
    this.engine = engine;
    this.pipelines = pipelines;
    this.browsing = browsing;
  }

  /** Returns what it serves. */
  public List<Route> routes() {
    return List.of(
        get("/v1/datasets/{dataset_id}/pipeline/datasource-plugins")
            .does("listDatasourcePlugins", "List the datasource nodes of the pipeline")
            .query(
                "is_published", "boolean", "Of the published pipeline (the default) or the draft")
            .answers(200, DatasourcePlugin[].class)
            .by(this::list),
        post("/v1/datasets/{dataset_id}/pipeline/datasource/nodes/{node_id}/run")
            .does("runDatasourceNode", "Browse the datasource of one node")
            .takes(DatasourceBody.class)
            .answers(200, "text/event-stream")
            .by(this::run));
  }

  private Answer list(Call call) {
    String dataset = call.dataset().id();
    refuseWithoutPipeline(dataset);
    Pipeline pipeline =
        pipeline(dataset, call.query("is_published", true))
            .orElseThrow(() -> ApiException.invalidParam("Pipeline or workflow not found"));
    List<DatasourcePlugin> plugins = new ArrayList<>();
    for (PipelineNode node : pipeline.datasourceNodes()) {
      String provider = text(node, "provider_name");
      plugins.add(
          new DatasourcePlugin(
              node.id(),
              text(node, "plugin_id"),
              provider,
              text(node, "provider_type"),
              node.title(),
              PipelineInputs.of(pipeline, node.id()).firstStepVariables().stream()
                  .map(PipelineVariable::definition)
                  .toList(),
              credentials(provider)));
    }
    return Answer.ok(plugins);
  }

  private List<DatasourcePlugin.CredentialInfo> credentials(String provider) {
    Optional<String> preferred = engine.credentials().defaultFor(provider).map(Credential::id);
    return engine.credentials().list(provider).stream()
        .map(
            credential ->
                new DatasourcePlugin.CredentialInfo(
                    credential.id(),
                    credential.name(),
                    "api-key",
                    preferred.filter(credential.id()::equals).isPresent()))
        .toList();
  }

  private Answer run(Call call) {
    String dataset = call.dataset().id();
    DatasourceBody body = call.body(DatasourceBody.class);
    refuseWithoutPipeline(dataset);
    Optional<Pipeline> pipeline = pipeline(dataset, body.isPublished());
    String nodeId = call.path("node_id");
    return new Answer.Events(true, stream -> start(body, pipeline, nodeId, stream));
  }

  private void start(
      DatasourceBody body, Optional<Pipeline> pipeline, String nodeId, SseStream stream) {
    DatasourceEvents events = new DatasourceEvents(stream);
    if (pipeline.isEmpty()) {
      events.error("Workflow not initialized");
      stream.finish();
      return;
    }
    DatasourceRun run =
        new DatasourceRun(engine, body, pipeline.get().node(nodeId).orElse(null), events);
    try {
      Future<?> browsed =
          browsing.submit(
              () -> {
                run.run();
                stream.finish();
              });
      stream.onGone(() -> browsed.cancel(true));
    } catch (RejectedExecutionException e) {
      events.error("Too many datasources are being browsed. Try again later");
      stream.finish();
    }
  }

  private void refuseWithoutPipeline(String dataset) {
    if (!pipelines.exists(dataset)) {
      throw ApiException.invalidParam("Pipeline not found");
    }
  }

  private Optional<Pipeline> pipeline(String dataset, boolean published) {
    return published
        ? pipelines.latest(dataset).map(PublishedPipeline::pipeline)
        : pipelines.draft(dataset);
  }

  private static String text(PipelineNode node, String key) {
    return node.data().get(key) instanceof String text ? text : "";
  }
}

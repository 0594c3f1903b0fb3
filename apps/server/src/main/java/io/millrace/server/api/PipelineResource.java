package io.millrace.server.api;

import static io.millrace.server.http.Route.get;
import static io.millrace.server.http.Route.post;
import static io.millrace.server.http.Route.put;

import io.millrace.PipelineEngine;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.pipeline.DegradationReport;
import io.millrace.pipeline.InvalidPipelineException;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineInspection;
import io.millrace.pipeline.PipelineProblem;
import io.millrace.pipeline.PipelineReader;
import io.millrace.pipeline.PipelineRepositoryException;
import io.millrace.pipeline.PipelineWriter;
import io.millrace.pipeline.PublishedPipeline;
import io.millrace.server.http.Answer;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Call;
import io.millrace.server.http.Route;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Pipelines: import, export, versions, validation; beyond Dify's API. */
public final class PipelineResource {
  private static final String AT = "/v1/datasets/{dataset_id}/pipeline";
  private static final String YAML = "application/yaml";

  private final PipelineEngine engine;
  private final Workspaces workspaces;
  private final ServedPipelines pipelines;
  private final Publishing publishing;
  private final PipelineReader reader = new PipelineReader();

  /** Makes the resource. */
  public PipelineResource(
      PipelineEngine engine,
      Workspaces workspaces,
      ServedPipelines pipelines,
      Publishing publishing) {
    this.engine = engine;
    this.workspaces = workspaces;
    this.pipelines = pipelines;
    this.publishing = publishing;
  }

  record Problem(String severity, String path, String message, String remedy) {
    static Problem of(PipelineProblem problem) {
      return new Problem(
          problem.severity().name().toLowerCase(Locale.ROOT),
          problem.path(),
          problem.message(),
          problem.remedy());
    }
  }

  record Support(
      String nodeId, String nodeTitle, String kind, String subject, String level, String reason) {
    static Support of(DegradationReport.Entry entry) {
      return new Support(
          entry.nodeId(),
          entry.nodeTitle(),
          entry.kind().name().toLowerCase(Locale.ROOT),
          entry.subject(),
          entry.support().level().name().toLowerCase(Locale.ROOT),
          entry.support().reason());
    }
  }

  record Validation(boolean valid, String status, List<Problem> problems, List<Support> support) {}

  record Imported(
      String datasetId,
      String pipelineId,
      String name,
      boolean published,
      List<Problem> problems) {}

  record Version(String version, boolean latest) {}

  record Versions(List<Version> data) {}

  /** Returns what it serves. */
  public List<Route> routes() {
    return List.of(
        post("/v1/pipelines/validate")
            .does("validatePipeline", "List every problem of a pipeline file, and what runs here")
            .takesText()
            .answers(200, Validation.class)
            .by(this::validate),
        post("/v1/pipelines")
            .does("importPipeline", "Import a pipeline file into the knowledge base of its name")
            .takesText()
            .query("publish", "boolean", "Whether to publish it at once")
            .answers(201, Imported.class)
            .by(this::importFile),
        put(AT + "/draft")
            .does("saveDraft", "Replace the draft by a pipeline file")
            .takesText()
            .answers(200, Imported.class)
            .by(this::saveDraft),
        get(AT + "/export")
            .does("exportPipeline", "Export the draft, or a published version")
            .query("version", "string", "A version, or latest; the draft by default")
            .answers(200, YAML)
            .by(this::export),
        post(AT + "/publish")
            .does("publishPipeline", "Publish the draft")
            .answers(200, Version.class)
            .by(call -> changed(() -> publishing.publishDraft(call.dataset()))),
        get(AT + "/versions")
            .does("listPipelineVersions", "List published versions, newest first")
            .answers(200, Versions.class)
            .by(this::versions),
        post(AT + "/versions/{version}/rollback")
            .does("rollBackPipeline", "Make an older version the newest again")
            .answers(200, Version.class)
            .by(call -> changed(() -> publishing.rollBack(call.dataset(), call.path("version")))));
  }

  private Answer validate(Call call) {
    PipelineInspection inspection = reader.inspect(text(call));
    List<Support> support =
        inspection
            .pipeline()
            .map(pipeline -> DegradationReport.of(pipeline, engine.capabilities()))
            .map(report -> report.entries().stream().map(Support::of).toList())
            .orElse(List.of());
    return Answer.ok(
        new Validation(
            inspection.valid(),
            inspection.status().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            inspection.problems().stream().map(Problem::of).toList(),
            support));
  }

  private Answer importFile(Call call) {
    PipelineInspection inspection = reader.inspect(text(call));
    Pipeline pipeline = usable(inspection);
    String workspace = call.caller().workspace();
    Optional<KnowledgeBase> existing = workspaces.store().findByName(pipeline.name());
    if (existing.isPresent() && workspaces.find(workspace, existing.get().id()).isEmpty()) {
      throw ApiException.of(
          409,
          "dataset_name_duplicate",
          "The dataset name already exists. Please modify your dataset name.");
    }
    KnowledgeBase base =
        existing.orElseGet(
            () ->
                workspaces.update(
                    engine.knowledgeBase(pipeline, null), profile -> DatasetProfile.in(workspace)));
    pipelines.saveDraft(base.id(), pipeline);
    boolean publish = call.query("publish", false);
    if (publish) {
      publishing.publishDraft(base);
    }
    return new Answer.Body(201, imported(base, pipeline, publish, inspection));
  }

  private Answer saveDraft(Call call) {
    PipelineInspection inspection = reader.inspect(text(call));
    Pipeline pipeline = usable(inspection);
    pipelines.saveDraft(call.dataset().id(), pipeline);
    return Answer.ok(imported(call.dataset(), pipeline, false, inspection));
  }

  private static Pipeline usable(PipelineInspection inspection) {
    try {
      return inspection.orThrow();
    } catch (InvalidPipelineException e) {
      throw ApiException.invalidParam(
          "This pipeline file cannot be used: "
              + String.join("; ", e.problems().stream().map(PipelineProblem::toString).toList()));
    }
  }

  private static Imported imported(
      KnowledgeBase base, Pipeline pipeline, boolean published, PipelineInspection inspection) {
    return new Imported(
        base.id(),
        DatasetViews.pipelineId(base.id()),
        pipeline.name(),
        published,
        inspection.problems().stream().map(Problem::of).toList());
  }

  private Answer export(Call call) {
    String id = call.dataset().id();
    String version = call.query("version").orElse("draft");
    Pipeline pipeline =
        (version.equals("draft")
                ? pipelines.draft(id)
                : pipelines.versions(id).stream()
                    .filter(one -> version.equals("latest") || one.version().equals(version))
                    .findFirst()
                    .map(PublishedPipeline::pipeline))
            .orElseThrow(() -> ApiException.notFound("Pipeline not found"));
    return new Answer.Text(200, YAML, PipelineWriter.forExport().write(pipeline));
  }

  private Answer versions(Call call) {
    List<PublishedPipeline> versions = pipelines.versions(call.dataset().id());
    return Answer.ok(
        new Versions(
            versions.stream()
                .map(one -> new Version(one.version(), one.equals(versions.get(0))))
                .toList()));
  }

  private static Answer changed(Supplier<PublishedPipeline> change) {
    try {
      return Answer.ok(new Version(change.get().version(), true));
    } catch (PipelineRepositoryException e) {
      throw ApiException.invalidParam(String.valueOf(e.getMessage()));
    }
  }

  private static String text(Call call) {
    String text = call.text();
    if (text.isBlank()) {
      throw ApiException.badRequest("bad_request", "The body is empty: send a pipeline file.");
    }
    return text;
  }
}

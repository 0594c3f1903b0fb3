package io.millrace.pipeline;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the top level of a pipeline file: version, kind, sections (spec/03 §1). */
final class PipelineSections {
  private final Map<String, Object> tree;
  private final List<PipelineProblem> problems;

  private PipelineSections(Map<String, Object> tree, List<PipelineProblem> problems) {
    this.tree = tree;
    this.problems = problems;
  }

  /** Adds to {@code problems} and returns the whole inspection. */
  static PipelineInspection inspect(Map<String, Object> tree, List<PipelineProblem> problems) {
    return new PipelineSections(tree, problems).inspect();
  }

  private PipelineInspection inspect() {
    Object version = tree.get("version");
    ImportStatus status = version();
    checkKind();
    boolean whole = hasSection("rag_pipeline", "Missing rag_pipeline data in YAML content");
    whole &= hasSection("workflow", "Missing workflow data for rag pipeline");
    Pipeline pipeline = whole ? Pipeline.ofFrozen(tree) : null;
    if (pipeline != null) {
      problems.addAll(PipelineValidator.validate(pipeline));
    }
    return new PipelineInspection(
        whole ? status : ImportStatus.FAILED,
        Trees.isText(version) ? Trees.text(version, "") : DslVersion.CURRENT_TEXT,
        pipeline,
        problems);
  }

  private ImportStatus version() {
    Object version = tree.get("version");
    if (version == null || falsy(version)) {
      return ImportStatus.COMPLETED;
    }
    if (!(version instanceof String text)) {
      error(
          ProblemCode.INVALID_VERSION,
          "version",
          "Invalid version type, expected str, got <class '" + pythonClass(version) + "'>",
          "Write it in quotes: version: \"0.1.0\".");
      return ImportStatus.FAILED;
    }
    Optional<DslVersion> parsed = DslVersion.parse(text);
    if (parsed.isEmpty()) {
      error(
          ProblemCode.INVALID_VERSION,
          "version",
          "The version '" + text + "' is not a version number.",
          "Write version: \"0.1.0\".");
      return ImportStatus.FAILED;
    }
    ImportStatus status = parsed.get().importStatus();
    if (status != ImportStatus.COMPLETED) {
      problems.add(
          PipelineProblem.warning(
              ProblemCode.OTHER_VERSION,
              "version",
              "The file is of version " + text + ", this reader of 0.1.0.",
              "Check that it does what it did; export it again to be sure."));
    }
    return status;
  }

  /** Dify takes any kind for its own; a library that says nothing helps nobody (spec/03 §9). */
  private void checkKind() {
    Object kind = tree.get("kind");
    if (falsy(kind)) {
      problems.add(
          PipelineProblem.warning(
              ProblemCode.WRONG_KIND,
              "kind",
              "The file names no kind; it is read as a rag_pipeline.",
              "Add kind: rag_pipeline."));
    } else if (!"rag_pipeline".equals(kind)) {
      error(
          ProblemCode.WRONG_KIND,
          "kind",
          "The file is of kind '" + kind + "', not 'rag_pipeline'.",
          "Export a knowledge pipeline, or correct the kind if it is one.");
    }
  }

  private boolean hasSection(String key, String message) {
    if (tree.get(key) instanceof Map<?, ?> map && !map.isEmpty()) {
      return true;
    }
    error(
        ProblemCode.MISSING_SECTION,
        key,
        message,
        "A pipeline has a map '" + key + "'; export the file again.");
    return false;
  }

  private void error(ProblemCode code, String path, String message, String remedy) {
    problems.add(PipelineProblem.error(code, path, message, remedy));
  }

  private static boolean falsy(@Nullable Object value) {
    return value == null
        || value.equals("")
        || value.equals(false)
        || value.equals(0L)
        || value.equals(0.0)
        || (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  private static String pythonClass(Object value) {
    if (value instanceof Double) {
      return "float";
    } else if (value instanceof Boolean) {
      return "bool";
    } else if (value instanceof Long || value instanceof BigInteger) {
      return "int";
    }
    return value instanceof List ? "list" : "dict";
  }
}

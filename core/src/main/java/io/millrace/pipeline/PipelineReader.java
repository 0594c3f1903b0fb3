package io.millrace.pipeline;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads {@code .pipeline} files: YAML of {@code kind: rag_pipeline} (spec/03).
 *
 * <p>{@code read} gives a pipeline of which a run can be defined, or throws; {@code inspect} never
 * throws and lists all that is wrong. Files are limited in size, depth and in what aliases may add;
 * no YAML tag is ever executed. Safe for use by several threads.
 *
 * @since 0.1
 */
public final class PipelineReader {
  private final ReaderLimits limits;

  /** Creates a reader with {@link ReaderLimits#DEFAULTS}. */
  public PipelineReader() {
    this(ReaderLimits.DEFAULTS);
  }

  /** Creates a reader with other limits. */
  public PipelineReader(ReaderLimits limits) {
    this.limits = requireNonNull(limits, "limits");
  }

  /**
   * Returns the pipeline in a file.
   *
   * @throws InvalidPipelineException if it cannot be read, or no run of it could be defined
   */
  public Pipeline read(Path file) {
    return inspect(file).orThrow();
  }

  /**
   * Returns the pipeline in a stream, which stays open.
   *
   * @throws InvalidPipelineException if it cannot be read, or no run of it could be defined
   */
  public Pipeline read(InputStream in) {
    return inspect(in).orThrow();
  }

  /**
   * Returns the pipeline in a text.
   *
   * @throws InvalidPipelineException if no run of it could be defined
   */
  public Pipeline read(String yaml) {
    return inspect(yaml).orThrow();
  }

  /** Returns what is in a file, good or bad. */
  public PipelineInspection inspect(Path file) {
    return inspect(() -> PipelineBytes.text(file, limits));
  }

  /** Returns what is in a stream, good or bad; the stream stays open. */
  public PipelineInspection inspect(InputStream in) {
    return inspect(() -> PipelineBytes.text(in, limits));
  }

  /** Returns what is in a text, good or bad. */
  public PipelineInspection inspect(String yaml) {
    return inspect(() -> PipelineBytes.text(yaml, limits));
  }

  private PipelineInspection inspect(Supplier<String> source) {
    List<PipelineProblem> problems = new ArrayList<>();
    try {
      Object root = YamlText.parse(source.get(), limits, problems::add);
      if (root instanceof Map<?, ?>) {
        return PipelineSections.inspect(Trees.asMap(root), problems);
      }
      problems.add(
          PipelineProblem.error(
              ProblemCode.NOT_A_MAPPING,
              "",
              "Invalid YAML format: content must be a mapping",
              "Export the pipeline from Dify, or start from the keys version, kind, rag_pipeline"
                  + " and workflow."));
    } catch (InvalidPipelineException e) {
      problems.addAll(e.problems());
    } catch (YamlProblem e) {
      problems.add(
          PipelineProblem.error(
              ProblemCode.INVALID_YAML,
              "",
              "Invalid YAML format: " + e.getMessage(),
              "Correct the file there."));
    }
    return new PipelineInspection(ImportStatus.FAILED, DslVersion.CURRENT_TEXT, null, problems);
  }
}

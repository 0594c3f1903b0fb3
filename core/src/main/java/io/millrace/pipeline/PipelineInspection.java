package io.millrace.pipeline;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@link PipelineReader} found in a file, good or bad.
 *
 * @param status what Dify would answer to its import
 * @param importedVersion the version the file names; {@code 0.1.0} when it names none
 * @param found the pipeline, or {@code null} when the file is no YAML map or lacks a section
 * @param problems everything that is wrong, in the order of the file's sections
 * @since 0.1
 */
public record PipelineInspection(
    ImportStatus status,
    String importedVersion,
    @Nullable Pipeline found,
    List<PipelineProblem> problems) {

  public PipelineInspection {
    requireNonNull(status, "status");
    requireNonNull(importedVersion, "importedVersion");
    problems = ImmutableList.copyOf(problems);
  }

  /** Returns the pipeline, if the file has one; it may still have errors. */
  public Optional<Pipeline> pipeline() {
    return Optional.ofNullable(found);
  }

  /** Returns the problems that are errors. */
  public List<PipelineProblem> errors() {
    return problems.stream().filter(PipelineProblem::isError).toList();
  }

  /** Returns whether there is a pipeline without errors; it may have warnings. */
  public boolean valid() {
    return found != null && errors().isEmpty();
  }

  /**
   * Returns the pipeline, if a run of it can be defined.
   *
   * @throws InvalidPipelineException with all problems, if not
   */
  public Pipeline orThrow() {
    if (found == null || problems.stream().anyMatch(PipelineProblem::preventsRuns)) {
      throw new InvalidPipelineException(problems);
    }
    return found;
  }
}

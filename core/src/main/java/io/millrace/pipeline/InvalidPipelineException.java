package io.millrace.pipeline;

import com.google.common.collect.ImmutableList;
import io.millrace.error.MillraceException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline that cannot be read or run; it carries every problem that was found.
 *
 * @since 0.1
 */
public final class InvalidPipelineException extends MillraceException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 20;

  private final transient ImmutableList<PipelineProblem> problems;

  /**
   * @param problems at least one
   */
  public InvalidPipelineException(List<PipelineProblem> problems) {
    this(problems, null);
  }

  InvalidPipelineException(List<PipelineProblem> problems, @Nullable Throwable cause) {
    super(message(problems), cause);
    this.problems = ImmutableList.copyOf(problems);
  }

  /** Returns everything that is wrong, warnings included. */
  public List<PipelineProblem> problems() {
    return problems;
  }

  private static String message(List<PipelineProblem> problems) {
    List<PipelineProblem> errors = problems.stream().filter(PipelineProblem::isError).toList();
    String shown =
        errors.stream()
            .limit(SHOWN)
            .map(PipelineProblem::toString)
            .collect(Collectors.joining("\n"));
    return errors.size() > SHOWN ? shown + "\n… and " + (errors.size() - SHOWN) + " more" : shown;
  }
}

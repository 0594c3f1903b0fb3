package io.millrace;

import com.google.common.collect.ImmutableList;
import io.millrace.error.MillraceException;
import java.util.List;

/**
 * A run request that cannot be carried out; nothing was stored. Names every problem at once.
 *
 * @since 0.1
 */
public class InvalidRequestException extends MillraceException {
  private static final long serialVersionUID = 1L;
  private final transient ImmutableList<String> problems;

  public InvalidRequestException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = ImmutableList.copyOf(problems);
  }

  /** Returns what is wrong, one sentence each. */
  public ImmutableList<String> problems() {
    return problems;
  }
}

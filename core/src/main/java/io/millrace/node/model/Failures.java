package io.millrace.node.model;

import io.millrace.error.MillraceException;
import io.millrace.model.ModelException;
import io.millrace.node.NodeResult;

/** Failures of nodes that call models. */
final class Failures {
  private Failures() {}

  static NodeResult.Failed failed(MillraceException failure) {
    return NodeResult.failed(String.valueOf(failure.getMessage()), errorType(failure));
  }

  private static String errorType(MillraceException failure) {
    if (failure instanceof ModelNodeException known) {
      return known.errorType();
    } else if (failure instanceof ModelException model) {
      return model.retryAfter().isPresent() ? "InvokeRateLimitError" : "InvokeError";
    }
    return failure.getClass().getSimpleName();
  }
}

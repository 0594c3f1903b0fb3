package io.millrace.node.model;

import io.millrace.error.MillraceException;
import org.jspecify.annotations.Nullable;

/** Why a node that calls a model fails, with the error type that Dify gives it. */
final class ModelNodeException extends MillraceException {
  private static final long serialVersionUID = 1L;
  private final String errorType;

  ModelNodeException(String errorType, String message) {
    this(errorType, message, null);
  }

  ModelNodeException(String errorType, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.errorType = errorType;
  }

  String errorType() {
    return errorType;
  }
}

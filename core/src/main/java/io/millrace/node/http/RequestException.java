package io.millrace.node.http;

import io.millrace.error.MillraceException;
import org.jspecify.annotations.Nullable;

/** Why a request cannot be made or its answer cannot be used, with Dify's error type. */
final class RequestException extends MillraceException {
  private static final long serialVersionUID = 1L;
  private final String errorType;

  RequestException(String errorType, String message) {
    this(errorType, message, null);
  }

  RequestException(String errorType, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.errorType = errorType;
  }

  String errorType() {
    return errorType;
  }
}

package io.millrace.node;

import io.millrace.error.MillraceException;

/** An output of a code node that its schema or the limits refuse. */
final class CodeOutputException extends MillraceException {
  private static final long serialVersionUID = 1L;

  private final String errorType;

  private CodeOutputException(String errorType, String message) {
    super(message);
    this.errorType = errorType;
  }

  static CodeOutputException invalid(String message) {
    return new CodeOutputException("OutputValidationError", message);
  }

  static CodeOutputException tooDeep(int limit) {
    return new CodeOutputException(
        "DepthLimitError", "Depth limit " + limit + " reached, object too deep.");
  }

  static CodeOutputException unexpectedOutputs() {
    return new CodeOutputException("CodeNodeError", "Not all output parameters are validated.");
  }

  /** Returns the type that {@code fail-branch} outputs show. */
  String errorType() {
    return errorType;
  }
}

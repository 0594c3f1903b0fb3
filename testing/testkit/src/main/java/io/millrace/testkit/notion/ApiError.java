package io.millrace.testkit.notion;

/** An error object of the API. */
final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String code;

  ApiError(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static ApiError notFound(String kind, String id) {
    return new ApiError(
        404,
        "object_not_found",
        "Could not find %s with ID: %s. Make sure the relevant pages and databases are shared."
            .formatted(kind, id));
  }

  static ApiError invalid(String message) {
    return new ApiError(400, "validation_error", message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}

package io.millrace.server.http;

import io.millrace.InvalidRequestException;
import io.millrace.error.MillraceException;
import io.millrace.file.FileTooLargeException;
import io.millrace.model.ModelException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what an endpoint threw into an answer that gives nothing away (spec/01 §2). */
final class Errors {
  private static final Logger log = LoggerFactory.getLogger(Errors.class);

  private Errors() {}

  static ApiException of(Throwable thrown, String requestId) {
    Throwable problem =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (problem instanceof ApiException answer) {
      return answer;
    } else if (problem instanceof FileTooLargeException) {
      return ApiException.of(413, "file_too_large", "File size exceeded.");
    } else if (problem instanceof InvalidRequestException
        || (problem instanceof MillraceException && problem.getCause() == null)) {
      return ApiException.invalidParam(String.valueOf(problem.getMessage()));
    } else if (problem instanceof ModelException) {
      log.warn("Request {} failed at a model", requestId, problem);
      return ApiException.badRequest(
          "completion_request_error", String.valueOf(problem.getMessage()));
    }
    log.error("Request {} failed", requestId, problem);
    return ApiException.of(500, "unknown", "Internal Server Error");
  }
}

package io.millrace.datasource.notion;

import io.millrace.datasource.DatasourceException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An answer of the API that is not what was asked for, or no answer at all. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Set<Integer> TRANSIENT = Set.of(408, 409, 429, 500, 502, 503, 504, 529);

  /** Of an answer that did not come, or not whole. */
  static final int NO_STATUS = 0;

  private final int status;
  private final String code;
  private final @Nullable Duration retryAfter;

  ApiException(int status, String code, String message, @Nullable Duration retryAfter) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  private ApiException(String message, Throwable cause) {
    super(message, cause);
    this.status = NO_STATUS;
    this.code = "no_answer";
    this.retryAfter = null;
  }

  static ApiException noAnswer(Exception cause) {
    return new ApiException(String.valueOf(cause.getMessage()), cause);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  /** Returns how long the server asks to wait, or {@code null}. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Returns whether the same request may work later. */
  boolean isTransient() {
    return status == NO_STATUS || TRANSIENT.contains(status);
  }

  /** Returns whether nobody listens at the address. */
  boolean isRefused() {
    return getCause() instanceof ConnectException;
  }

  boolean isNotFound() {
    return status == 404;
  }

  /** Returns whether an id was of a database where a page was wanted, or the reverse. */
  boolean isOfOtherKind() {
    return status == 400
        && code.equals("validation_error")
        && String.valueOf(getMessage())
            .matches("(?s).*\\bis an? (database|page|data source|block).*");
  }

  /**
   * Returns what to tell people.
   *
   * @param what what was wanted, such as {@code page 5c6a…}
   */
  DatasourceException toDatasourceException(String what) {
    if (status == NO_STATUS) {
      return DatasourceException.retriable(
          "Network error when reading %s from Notion: %s".formatted(what, getMessage()), this);
    }
    String text = "Notion API Error: %s - %s (when reading %s)".formatted(code, getMessage(), what);
    if (status == 401) {
      return DatasourceException.permanent(
          "Invalid Notion Integration Token. It is wrong or was revoked: check the credential, or"
              + " connect again. "
              + text,
          this);
    } else if (status == 403) {
      return DatasourceException.permanent(
          text + ". Give the integration the capability to read content", this);
    } else if (status == 404) {
      return DatasourceException.permanent(
          text
              + ". It does not exist, or is not shared with the integration: in Notion open it,"
              + " then ••• > Connections, and add the integration",
          this);
    } else if (isTransient()) {
      String wait = retryAfter == null ? "" : ". Try again in " + retryAfter.toSeconds() + " s";
      return DatasourceException.retriable(text + wait, this);
    }
    return DatasourceException.permanent(text, this);
  }
}

package io.millrace.server.http;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import io.millrace.error.MillraceException;

/**
 * An answer other than success: the envelope of spec/01 §2.
 *
 * @since 0.1
 */
public final class ApiException extends MillraceException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient ImmutableMap<String, String> headers;

  private ApiException(
      int status, String code, String message, ImmutableMap<String, String> headers) {
    super(message);
    this.status = status;
    this.code = requireNonNull(code, "code");
    this.headers = headers;
  }

  /** Returns an answer with any status and code. */
  public static ApiException of(int status, String code, String message) {
    return new ApiException(status, code, message, ImmutableMap.of());
  }

  /** Returns 400 {@code invalid_param}: a field of the request is wrong. */
  public static ApiException invalidParam(String message) {
    return of(400, "invalid_param", message);
  }

  /** Returns 400 with a code of its own. */
  public static ApiException badRequest(String code, String message) {
    return of(400, code, message);
  }

  /** Returns 404 {@code not_found}. */
  public static ApiException notFound(String message) {
    return of(404, "not_found", message);
  }

  /** Returns 403 {@code forbidden}. */
  public static ApiException forbidden(String message) {
    return of(403, "forbidden", message);
  }

  /** Returns 401 {@code unauthorized} with the header that asks for a key. */
  public static ApiException unauthorized(String message) {
    return of(401, "unauthorized", message).with("WWW-Authenticate", "Bearer realm=\"api\"");
  }

  /** Returns the same with one more header. */
  public ApiException with(String header, String value) {
    return new ApiException(
        status,
        code,
        text(),
        ImmutableMap.<String, String>builder()
            .putAll(headers)
            .put(header, value)
            .buildKeepingLast());
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the envelope's {@code code}. */
  public String code() {
    return code;
  }

  /** Returns the envelope's {@code message}. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** Returns headers that go with it. */
  public ImmutableMap<String, String> headers() {
    return headers;
  }
}

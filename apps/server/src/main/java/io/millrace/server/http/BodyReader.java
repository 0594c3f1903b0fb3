package io.millrace.server.http;

import com.google.common.base.Strings;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/** Reads bodies, without a thread that waits for the client. */
final class BodyReader {
  private BodyReader() {}

  /** Completes a future; whoever goes on from there takes a thread of its own. */
  private static final class Arrival<T> implements Promise.Invocable<T> {
    private final CompletableFuture<T> future = new CompletableFuture<>();

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }

    @Override
    public void succeeded(T result) {
      future.complete(result);
    }

    @Override
    public void failed(Throwable problem) {
      future.completeExceptionally(problem);
    }
  }

  /**
   * @throws ApiException 415 if the content type is another one, 413 if it says it is too long
   */
  static CompletableFuture<byte[]> jsonOf(Request request, HttpLimits limits) {
    String type = mediaType(request);
    if (!type.isEmpty() && !type.equals("application/json") && !type.endsWith("+json")) {
      throw ApiException.of(
          415,
          "unsupported_media_type",
          "Did not attempt to load JSON data because the request Content-Type was not"
              + " 'application/json'.");
    }
    return textOf(request, limits);
  }

  static CompletableFuture<byte[]> textOf(Request request, HttpLimits limits) {
    if (request.getLength() > limits.maxBodyBytes()) {
      throw tooLong();
    }
    Arrival<byte[]> body = new Arrival<>();
    Content.Source.asByteArrayAsync(
        new BoundedBody(request, limits.maxBodyBytes(), tooLong()), -1, body);
    return body.future;
  }

  static CompletableFuture<MultiPartFormData.Parts> formOf(Request request, HttpLimits limits) {
    if (!mediaType(request).equals("multipart/form-data")) {
      // as with Dify, where a form of another kind simply has no file
      throw ApiException.badRequest("no_file_uploaded", "Please upload your file.");
    }
    if (request.getLength() > limits.maxFormBytes()) {
      throw fileTooLarge();
    }
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (Strings.isNullOrEmpty(MultiPart.extractBoundary(type))) {
      throw ApiException.badRequest(
          "bad_request", "The Content-Type of the form names no boundary.");
    }
    MultiPartConfig config =
        new MultiPartConfig.Builder()
            .location(limits.spool())
            .maxParts(limits.maxParts())
            .maxSize(limits.maxFormBytes())
            .maxPartSize(limits.maxFileBytes())
            .maxMemoryPartSize(HttpLimits.MAX_MEMORY_PART_BYTES)
            .maxHeadersSize(HttpLimits.MAX_PART_HEADER_BYTES)
            .build();
    Arrival<MultiPartFormData.Parts> parts = new Arrival<>();
    // not the request's own attributes: Jetty would look there once more for parts that failed
    MultiPartFormData.onParts(
        new BoundedBody(request, limits.maxFormBytes(), fileTooLarge()),
        new Attributes.Mapped(),
        type,
        config,
        parts);
    return parts.future;
  }

  private static ApiException tooLong() {
    return ApiException.of(
        413, "request_entity_too_large", "The data value transmitted exceeds the capacity limit.");
  }

  private static ApiException fileTooLarge() {
    return ApiException.of(413, "file_too_large", "File size exceeded.");
  }

  private static String mediaType(Request request) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type == null) {
      return "";
    }
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns why a body could not be read, as an answer where there is one.
   *
   * @param form whether it was a form, whose documented error for too much is another
   */
  static Throwable problem(CompletionException thrown, boolean form) {
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (cause instanceof ApiException || cause instanceof EofException) {
      return cause;
    } else if (cause instanceof TimeoutException) {
      return ApiException.of(408, "request_timeout", "The request did not arrive in time.")
          .with("Connection", "close");
    } else if (text.contains("exceed")
        || text.contains("max ")
        || text.contains("maxpart")
        || cause instanceof IllegalStateException) {
      return form ? fileTooLarge() : tooLong();
    } else if (cause instanceof IOException && !(cause instanceof EOFException)) {
      return cause;
    }
    return ApiException.badRequest("bad_request", "The body of the request is malformed.");
  }

  /** Returns the sign that the client has gone, or {@code null} if it may still be there. */
  static @Nullable Throwable aborted(Throwable thrown) {
    return thrown instanceof EofException ? thrown : null;
  }
}

package io.millrace.model.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.model.ModelCall;
import io.millrace.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one request and hands out the answer while it arrives. */
final class Exchange {
  /** What an answer may be long, in bytes. */
  static final int MAX_ANSWER = 32 * 1024 * 1024;

  private static final int MAX_ERROR = 64 * 1024;
  private static final long LOOK_MILLIS = 100;

  private final Endpoint endpoint;

  Exchange(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Reads a good answer. */
  interface Reader<T> {
    T read(InputStream body, boolean eventStream) throws IOException;
  }

  /**
   * Posts JSON.
   *
   * @throws ModelException if the server cannot be reached, refuses, or stops in the middle
   */
  <T> T post(String path, ObjectNode json, ModelCall call, Reader<T> reader) {
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    HttpResponse<AnswerStream> response = send(path, bytes, call);
    try (AnswerStream body = response.body()) {
      if (response.statusCode() / 100 != 2) {
        String text = new String(body.readNBytes(MAX_ERROR), StandardCharsets.UTF_8);
        throw Refusals.of(endpoint, response, text);
      }
      String type = response.headers().firstValue("content-type").orElse("");
      return reader.read(body, type.contains("event-stream"));
    } catch (IOException e) {
      throw response.body().explained(endpoint, e);
    }
  }

  /** Waits for the head of the answer, now and then looking whether it is still wanted. */
  private HttpResponse<AnswerStream> send(String path, byte[] json, ModelCall call) {
    CompletableFuture<HttpResponse<AnswerStream>> sent =
        endpoint
            .client()
            .sendAsync(
                endpoint.post(path, json), head -> new AnswerStream(endpoint.idleTimeout(), call));
    try {
      while (true) {
        if (call.cancelled()) {
          throw ModelException.permanent(endpoint.name() + ": the call was cancelled", null);
        } else if (call.left().isZero()) {
          throw ModelException.retriable(
              endpoint.name() + " did not answer before the call had to end", null);
        }
        try {
          return sent.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
          // look again
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ModelException.permanent(endpoint.name() + ": the call was interrupted", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw ModelException.retriable(
          "%s cannot be reached at %s: %s"
              .formatted(
                  endpoint.name(),
                  endpoint.baseUrl(),
                  cause.getMessage() == null
                      ? cause.getClass().getSimpleName()
                      : cause.getMessage()),
          cause);
    } finally {
      if (!sent.isDone()) {
        sent.cancel(true);
        var unused = sent.thenAccept(late -> late.body().close());
      }
    }
  }

  /** Returns a whole answer as JSON. */
  JsonNode json(InputStream body) throws IOException {
    return Json.read(endpoint, body.readNBytes(MAX_ANSWER));
  }
}

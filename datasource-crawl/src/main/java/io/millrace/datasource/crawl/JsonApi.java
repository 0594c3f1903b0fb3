package io.millrace.datasource.crawl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.datasource.DatasourceException;
import io.millrace.http.EgressRefusedException;
import io.millrace.http.HttpBody;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import io.millrace.http.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Speaks JSON with a service; what may work later is tried three times. */
final class JsonApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TRIES = 3;
  private static final int MOST_BYTES = 100 << 20;
  private static final String BEARER = "Bearer ";
  private static final long FIRST_PAUSE_MILLIS = 300;

  private final HttpTransport http;
  private final Map<String, String> headers;
  private final Duration timeout;

  /**
   * @param headers sent with each call; they hold the key, and are never shown
   * @param timeout for one call
   */
  JsonApi(HttpTransport http, Map<String, String> headers, Duration timeout) {
    this.http = http;
    this.headers = headers;
    this.timeout = timeout;
  }

  /**
   * An answer.
   *
   * @param status such as 200
   * @param json its body; a missing node when it is not JSON
   */
  record Answer(int status, JsonNode json) {

    boolean ok() {
      return status / 100 == 2;
    }

    /** Returns what the service says is wrong. */
    String message() {
      for (String name : new String[] {"error", "message", "detail"}) {
        JsonNode text = json.path(name);
        if (text.isTextual()) {
          return text.asText();
        } else if (text.path("error").isTextual()) {
          return text.path("error").asText();
        }
      }
      return "no reason given";
    }
  }

  Answer get(URI uri) {
    return send(HttpCall.get(uri));
  }

  Answer post(URI uri, Map<String, ?> body) {
    try {
      return send(
          HttpCall.of("POST", uri)
              .body(HttpBody.of("application/json", JSON.writeValueAsString(body))));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Parameters cannot be written as JSON", e);
    }
  }

  private Answer send(HttpCall.Builder builder) {
    builder.timeout(timeout).header("Accept", "application/json");
    headers.forEach(builder::header);
    HttpCall call = builder.build();
    IOException broken = null;
    Answer last = null;
    for (int i = 0; i < TRIES; i++) {
      if (i > 0) {
        pause(Duration.ofMillis(FIRST_PAUSE_MILLIS << (i - 1)));
      }
      try (HttpReply reply = http.send(call)) {
        last = new Answer(reply.status(), json(reply));
        if (!mayWorkLater(last.status())) {
          return last;
        }
      } catch (EgressRefusedException e) {
        throw DatasourceException.permanent(String.valueOf(e.getMessage()), e);
      } catch (IOException e) {
        broken = e;
      }
    }
    if (last != null) {
      return last;
    }
    throw DatasourceException.retriable(
        "An error occurred: no answer from '%s': %s"
            .formatted(call.uri().getHost(), broken == null ? "" : broken.getMessage()),
        broken);
  }

  private static boolean mayWorkLater(int status) {
    return status == 408 || status == 429 || status >= 500;
  }

  private JsonNode json(HttpReply reply) throws IOException {
    byte[] body = reply.bytes(MOST_BYTES);
    if (!reply.ok()) {
      body = withoutKeys(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }
    try {
      JsonNode node = JSON.readTree(body);
      return node == null ? JSON.missingNode() : node;
    } catch (JsonProcessingException notJson) {
      String text = new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8);
      return JSON.createObjectNode().put("error", text);
    }
  }

  /** Some services repeat the key they refuse; messages must not. */
  private String withoutKeys(String text) {
    String kept = text;
    for (String value : headers.values()) {
      String secret = value.startsWith(BEARER) ? value.substring(BEARER.length()) : value;
      kept = secret.length() < 4 ? kept : kept.replace(secret, "…");
    }
    return kept;
  }

  /** Waits. */
  static void pause(Duration time) {
    try {
      boolean never = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
      if (never) {
        throw new AssertionError("nobody counts it down");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DatasourceException.retriable("The crawl was interrupted", e);
    }
  }

  /** Says what went wrong, as the plugins for Dify begin it. */
  static DatasourceException failed(String message) {
    return DatasourceException.permanent("An error occurred: " + message, null);
  }

  /** Returns the text of a field; empty when it is not there or null. */
  static String text(@Nullable JsonNode node, String name) {
    JsonNode value = node == null ? null : node.get(name);
    return value == null || value.isNull() ? "" : value.asText();
  }
}

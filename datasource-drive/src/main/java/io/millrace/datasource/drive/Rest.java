package io.millrace.datasource.drive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.failsafe.function.CheckedSupplier;
import io.millrace.datasource.DatasourceException;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import io.millrace.http.HttpTransport;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/** How a drive that speaks HTTP calls its service: again where that may help, and bounded. */
public final class Rest {
  /** How long a file may take in all, and how long nothing of it may come. */
  public static final Duration LONGEST_DOWNLOAD = Duration.ofHours(24);

  private static final int MAX_BODY = 32 << 20;
  private static final int MAX_ERROR = 64 << 10;
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504, 509);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String service;
  private final HttpTransport http;
  private final Retries retries;

  Rest(String service, HttpTransport http, Retries retries) {
    this.service = service;
    this.http = http;
    this.retries = retries;
  }

  /** Makes a call; asked for anew for each attempt, because it may be signed with the time. */
  @FunctionalInterface
  public interface CallMaker extends CheckedSupplier<HttpCall> {
    @Override
    HttpCall get() throws IOException;
  }

  /** Sends a call until the answer is final; the caller closes it. */
  public HttpReply send(CallMaker call) throws IOException {
    return send(call, reply -> false);
  }

  /**
   * Sends a call until the answer is final.
   *
   * @param alsoPassing which answers, beside those that always are, may be others later
   */
  public HttpReply send(CallMaker call, Predicate<HttpReply> alsoPassing) throws IOException {
    try {
      return retries.send(
          () -> ErrorReply.buffered(http.send(call.get())),
          reply -> PASSING.contains(reply.status()) || alsoPassing.test(reply));
    } catch (UnknownHostException e) {
      throw DatasourceException.permanent(
          "Network error when accessing %s: the host '%s' is not known. Check the endpoint"
              .formatted(service, e.getMessage()),
          e);
    } catch (IOException e) {
      throw DatasourceException.retriable(
          "Network error when accessing %s: %s".formatted(service, message(e)), e);
    }
  }

  private static String message(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** Reads a JSON answer to its end. */
  public JsonNode json(HttpReply reply) throws IOException {
    byte[] bytes = reply.bytes(MAX_BODY);
    try {
      return bytes.length == 0 ? JSON.missingNode() : JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new IOException(service + " answered something that is not JSON", e);
    }
  }

  /** Reads the text of an error, as far as it is worth reading; never fails. */
  public static String errorText(HttpReply reply) {
    try {
      byte[] bytes = reply.body().readNBytes(MAX_ERROR);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** Reads the body of an error as JSON; a missing node where it is none. */
  public static JsonNode errorJson(HttpReply reply) {
    try {
      JsonNode read = JSON.readTree(errorText(reply));
      return read == null ? JSON.missingNode() : read;
    } catch (JsonProcessingException notJson) {
      return JSON.missingNode();
    }
  }

  /** Returns the exception for a status that has no text of its own. */
  public DatasourceException failure(HttpReply reply, String what, String detail) {
    int status = reply.status();
    String text =
        "%s: %s failed with status %d%s"
            .formatted(service, what, status, detail.isBlank() ? "" : ": " + shortened(detail));
    if (status == 429 || status == 503) {
      return DatasourceException.retriable(
          text + ". The service asks to slow down; try again later", null);
    }
    return PASSING.contains(status)
        ? DatasourceException.retriable(text + ". Try again later", null)
        : DatasourceException.permanent(text, null);
  }

  private static String shortened(String detail) {
    String line = detail.strip().replaceAll("\\s+", " ");
    return line.length() <= 500 ? line : line.substring(0, 500) + "…";
  }
}

package io.millrace.datasource.drive;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.datasource.DatasourceException;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Calls a service with a bearer token, and with another one when it refuses the first. */
public final class SignedIn {
  private final Rest rest;
  private final @Nullable Tokens tokens;
  private final String refused;
  private final Predicate<HttpReply> passing;

  /**
   * Sets up calls.
   *
   * @param tokens or {@code null} to sign nothing
   * @param refused what is said when no token is accepted
   * @param passing which answers may be others later, beside those that always are
   */
  public SignedIn(
      Rest rest, @Nullable Tokens tokens, String refused, Predicate<HttpReply> passing) {
    this.rest = rest;
    this.tokens = tokens;
    this.refused = refused;
    this.passing = passing;
  }

  /** Starts a call anew for each attempt. */
  @FunctionalInterface
  public interface Start {
    HttpCall.Builder call();
  }

  /** What a service's errors mean. */
  @FunctionalInterface
  public interface Errors {
    DatasourceException of(HttpReply reply);
  }

  /** Sends a call; the caller closes the answer, which is a 401 only where nothing is signed. */
  public HttpReply send(Start start) throws IOException {
    if (tokens == null) {
      return rest.send(() -> start.call().build(), passing);
    }
    String token = tokens.token(null);
    HttpReply reply = attempt(start, token);
    if (reply.status() != 401) {
      return reply;
    }
    reply.close();
    HttpReply second = attempt(start, tokens.token(token));
    if (second.status() == 401) {
      second.close();
      throw DatasourceException.permanent(refused, null);
    }
    return second;
  }

  private HttpReply attempt(Start start, String token) throws IOException {
    return rest.send(
        () -> start.call().header("Authorization", "Bearer " + token).build(), passing);
  }

  /** Returns the JSON that a call is answered with. */
  public JsonNode json(Start start, Errors errors) throws IOException {
    try (HttpReply reply = send(start)) {
      if (!reply.ok()) {
        throw errors.of(reply);
      }
      return rest.json(reply);
    }
  }

  /** Returns the JSON of an address. */
  public JsonNode get(URI uri, Errors errors) throws IOException {
    return json(() -> HttpCall.get(uri), errors);
  }

  /**
   * Opens a file.
   *
   * @param facts what is known of it; its size is taken from the answer where it is not
   */
  public Content open(DriveEntry facts, long offset, Start start, Errors errors)
      throws IOException {
    return opened(facts, send(() -> ranged(start.call(), offset)), errors);
  }

  /** Opens a file at an address that needs no signing in: a link that was signed before. */
  public HttpReply fetch(URI link, long offset) throws IOException {
    return rest.send(() -> ranged(HttpCall.get(link), offset).build());
  }

  private static HttpCall.Builder ranged(HttpCall.Builder call, long offset) {
    call.timeout(Rest.LONGEST_DOWNLOAD).header("Accept-Encoding", "identity");
    return offset > 0 ? call.header("Range", "bytes=" + offset + "-") : call;
  }

  /** Returns an answer as an opened file, or what is wrong with it. */
  public static Content opened(DriveEntry facts, HttpReply reply, Errors errors)
      throws IOException {
    try {
      if (reply.status() == 412 || reply.status() == 416) {
        throw new ContentChangedException("it was changed while it was read");
      } else if (!reply.ok()) {
        throw errors.of(reply);
      }
      return HttpContent.of(facts, reply);
    } catch (IOException | RuntimeException e) {
      reply.close();
      throw e;
    }
  }
}

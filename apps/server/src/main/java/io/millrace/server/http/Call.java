package io.millrace.server.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Strings;
import io.millrace.knowledge.KnowledgeBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** One call of an endpoint: what was sent, and by whom. */
public final class Call {
  private final String requestId;
  private final RouteTable.Match match;
  private final Fields query;
  private final Map<String, String> headers;
  private final Caller caller;
  private final String origin;
  private final @Nullable KnowledgeBase dataset;
  private byte[] body = new byte[0];
  private @Nullable Form form;

  Call(
      String requestId,
      RouteTable.Match match,
      Fields query,
      Map<String, String> headers,
      Caller caller,
      String origin,
      @Nullable KnowledgeBase dataset) {
    this.requestId = requestId;
    this.match = match;
    this.query = query;
    this.headers = headers;
    this.caller = caller;
    this.origin = origin;
    this.dataset = dataset;
  }

  void body(byte[] bytes) {
    this.body = bytes;
  }

  void form(Form parts) {
    this.form = parts;
  }

  Route route() {
    return match.route();
  }

  /** Returns the id under which logs and errors speak of this call. */
  public String requestId() {
    return requestId;
  }

  /** Returns who calls. */
  public Caller caller() {
    return caller;
  }

  /** Returns where the caller has reached the server: {@code http://localhost:8080}. */
  public String origin() {
    return origin;
  }

  /** Returns the knowledge base that the path names; the caller may use it. */
  public KnowledgeBase dataset() {
    return requireNonNull(dataset, "the path names no dataset");
  }

  /** Returns a parameter of the path. */
  public String path(String name) {
    return requireNonNull(match.parameters().get(name), name);
  }

  /** Returns a parameter of the query; empty text counts as absent. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(Strings.emptyToNull(query.getValue(name)));
  }

  /** Returns all values of a parameter of the query. */
  public List<String> queries(String name) {
    List<String> values = query.getValues(name);
    return values == null ? List.of() : values;
  }

  /**
   * Returns a whole number of the query, brought into its range.
   *
   * @throws ApiException 400 {@code invalid_param} if it is not a number
   */
  public int query(String name, int fallback, int least, int most) {
    Optional<String> text = query(name);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      return (int) Math.min(most, Math.max(least, Long.parseLong(text.get())));
    } catch (NumberFormatException e) {
      throw ApiException.invalidParam(name + " must be a whole number");
    }
  }

  /**
   * Returns a truth value of the query.
   *
   * @throws ApiException 400 {@code invalid_param} if it is neither true nor false
   */
  public boolean query(String name, boolean fallback) {
    String text = query(name).orElse(Boolean.toString(fallback));
    return switch (text) {
      case "true", "True", "1" -> true;
      case "false", "False", "0" -> false;
      default -> throw ApiException.invalidParam(name + " must be true or false");
    };
  }

  /** Returns a header of the request that {@link ApiHandler} passes on. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /**
   * Returns the JSON body.
   *
   * @throws ApiException 400 {@code bad_request} if there is none or it is not JSON
   */
  public JsonNode json() {
    return Json.parse(body);
  }

  /** Returns the body. */
  public byte[] bytes() {
    return body;
  }

  /** Returns the body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /**
   * Returns the JSON body as a record.
   *
   * @throws ApiException 400 {@code bad_request} if it is not JSON, {@code invalid_param} naming
   *     every field that is missing or of another type
   */
  public <T extends Record> T body(Class<T> type) {
    return Records.read(json(), type);
  }

  /**
   * Returns a JSON value as a record.
   *
   * @throws ApiException as {@link #body} does
   */
  public static <T extends Record> T read(JsonNode json, Class<T> type) {
    return Records.read(json, type);
  }

  /** Returns the form. */
  public Form form() {
    return requireNonNull(form, "this route takes no form");
  }
}

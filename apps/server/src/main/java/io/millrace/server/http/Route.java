package io.millrace.server.http;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the routing table: what is served, and all that {@code openapi.json} says of it.
 *
 * @param method the HTTP method
 * @param path with parameters in braces
 * @param operation the operation's id, unique
 * @param summary one line for people
 * @param body what the request carries
 * @param bodyType the record of a JSON body, or {@code null} without one
 * @param query the query parameters it reads
 * @param fields the parts of a form besides its file
 * @param status the status of success
 * @param answerType the record of the JSON answer, or {@code null} for another kind
 * @param answerMedia the media type of an answer that is not JSON, or {@code null}
 * @param open whether no key is needed
 * @param endpoint what answers
 */
public record Route(
    String method,
    String path,
    String operation,
    String summary,
    BodyKind body,
    @Nullable Class<?> bodyType,
    ImmutableList<Parameter> query,
    ImmutableList<Parameter> fields,
    int status,
    @Nullable Class<?> answerType,
    @Nullable String answerMedia,
    boolean open,
    Endpoint endpoint) {

  /** What a request carries. */
  public enum BodyKind {
    NONE,
    JSON,
    FORM,
    /** A text of any type, such as a pipeline file. */
    TEXT
  }

  /**
   * A parameter of a query or a form.
   *
   * @param type a JSON Schema type
   */
  public record Parameter(String name, String type, String description) {}

  /** Starts a GET. */
  public static Builder get(String path) {
    return new Builder("GET", path);
  }

  /** Starts a POST. */
  public static Builder post(String path) {
    return new Builder("POST", path);
  }

  /** Starts a PATCH. */
  public static Builder patch(String path) {
    return new Builder("PATCH", path);
  }

  /** Starts a PUT. */
  public static Builder put(String path) {
    return new Builder("PUT", path);
  }

  /** Starts a DELETE. */
  public static Builder delete(String path) {
    return new Builder("DELETE", path);
  }

  /** Collects a route. */
  public static final class Builder {
    private final String method;
    private final String path;
    private String operation = "";
    private String summary = "";
    private BodyKind body = BodyKind.NONE;
    private @Nullable Class<?> bodyType;
    private final List<Parameter> query = new ArrayList<>();
    private final List<Parameter> fields = new ArrayList<>();
    private int status = 200;
    private @Nullable Class<?> answerType;
    private @Nullable String answerMedia;
    private boolean open;

    private Builder(String method, String path) {
      this.method = method;
      this.path = path;
    }

    /** Names the operation. */
    public Builder does(String id, String line) {
      this.operation = id;
      this.summary = line;
      return this;
    }

    /** Takes a JSON object that is read into a record. */
    public Builder takes(Class<?> type) {
      this.body = BodyKind.JSON;
      this.bodyType = type;
      return this;
    }

    /** Takes a form with a file. */
    public Builder takesForm(Parameter... others) {
      this.body = BodyKind.FORM;
      this.fields.addAll(List.of(others));
      return this;
    }

    /** Takes a text. */
    public Builder takesText() {
      this.body = BodyKind.TEXT;
      return this;
    }

    /** Reads a query parameter. */
    public Builder query(String name, String type, String description) {
      query.add(new Parameter(name, type, description));
      return this;
    }

    /** Answers a record as JSON. */
    public Builder answers(int code, Class<?> type) {
      this.status = code;
      this.answerType = type;
      return this;
    }

    /** Answers something else than JSON. */
    public Builder answers(int code, String media) {
      this.status = code;
      this.answerMedia = media;
      return this;
    }

    /** Answers a status alone. */
    public Builder answers(int code) {
      this.status = code;
      return this;
    }

    /** Needs no key. */
    public Builder open() {
      this.open = true;
      return this;
    }

    /** Returns the route. */
    public Route by(Endpoint endpoint) {
      return new Route(
          method,
          path,
          operation,
          summary,
          body,
          bodyType,
          ImmutableList.copyOf(query),
          ImmutableList.copyOf(fields),
          status,
          answerType,
          answerMedia,
          open,
          requireNonNull(endpoint, "endpoint"));
    }
  }
}

package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one operation asks of the API, with one credential; a token that expires is renewed. */
final class Session {
  static final int PAGE_SIZE = 100;

  private final NotionApi api;
  private final Credentials credentials;
  private final Workers workers;
  private volatile Account account;

  Session(NotionApi api, Credentials credentials, Account account) {
    this.api = api;
    this.credentials = credentials;
    this.account = account;
    this.workers = account.lane().workers();
  }

  Account account() {
    return account;
  }

  /** Returns the threads that wait for this integration's answers. */
  Workers workers() {
    return workers;
  }

  ApiVersion version() {
    return account.version();
  }

  JsonNode me() {
    return get("/users/me");
  }

  JsonNode page(String id) {
    return get("/pages/" + known(id));
  }

  JsonNode database(String id) {
    return get("/databases/" + known(id));
  }

  JsonNode dataSource(String id) {
    return get("/data_sources/" + known(id));
  }

  JsonNode block(String id) {
    return get("/blocks/" + known(id));
  }

  /** Lists the blocks below a block or page. */
  Cursor children(String id) {
    return new Cursor(at -> get("/blocks/" + known(id) + "/children" + query(at)), null);
  }

  /** Lists the values of a property that a page shows only in part. */
  Cursor property(String page, String property) {
    return new Cursor(
        at ->
            get("/pages/" + known(page) + "/properties/" + NotionIds.segment(property) + query(at)),
        null);
  }

  /** Lists the rows of a table: a data source, or in the older version a database. */
  Cursor rows(String table) {
    String path =
        version() == ApiVersion.DATA_SOURCES
            ? "/data_sources/" + known(table) + "/query"
            : "/databases/" + known(table) + "/query";
    return new Cursor(new RowWindows(body -> post(path, body)), null);
  }

  /**
   * Lists everything that is shared with the integration.
   *
   * @param query words of the title, or {@code null} for all
   * @param from a cursor to go on from, or {@code null}
   */
  Cursor search(@Nullable String query, @Nullable String from) {
    return new Cursor(
        at -> {
          ObjectNode body = body(at);
          if (query != null) {
            body.put("query", query);
          }
          return post("/search", body);
        },
        from);
  }

  /** Refuses what an answer gave for an id and is none: nothing has it. */
  private static String known(String id) {
    if (NotionIds.isId(id)) {
      return id;
    }
    throw new ApiException(404, "object_not_found", "'%s' is no id".formatted(id), null);
  }

  private static String query(@Nullable String cursor) {
    return "?page_size="
        + PAGE_SIZE
        + (cursor == null
            ? ""
            : "&start_cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
  }

  private static ObjectNode body(@Nullable String cursor) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("page_size", PAGE_SIZE);
    if (cursor != null) {
      body.put("start_cursor", cursor);
    }
    return body;
  }

  private JsonNode get(String path) {
    return renewing(with -> api.get(with, path));
  }

  private JsonNode post(String path, ObjectNode body) {
    return renewing(with -> api.post(with, path, body));
  }

  private JsonNode renewing(Function<Account, JsonNode> request) {
    Account used = account;
    try {
      return request.apply(used);
    } catch (ApiException e) {
      if (e.status() != 401 || !used.refreshable()) {
        throw e;
      }
      Account fresh = credentials.renewed(used);
      account = fresh;
      return request.apply(fresh);
    }
  }
}

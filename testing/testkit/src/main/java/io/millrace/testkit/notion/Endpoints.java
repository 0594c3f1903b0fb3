package io.millrace.testkit.notion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the paths of the API answer. */
final class Endpoints {
  private static final Set<String> VERSIONS = Set.of("2022-06-28", "2025-09-03");
  private static final Pattern PATH =
      Pattern.compile("/v1/(pages|databases|data_sources|blocks)/([^/]+)(/.*)?");
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{32}");
  private static final Set<String> PAGED = Set.of("title", "rich_text", "relation", "people");
  private static final int SHOWN = 25;

  private final FakeWorkspace workspace;

  Endpoints(FakeWorkspace workspace) {
    this.workspace = workspace;
  }

  /** One request. */
  record Request(
      String method,
      String path,
      Map<String, String> query,
      JsonNode body,
      @Nullable String version,
      @Nullable String authorization) {

    boolean old() {
      return "2022-06-28".equals(version);
    }

    @Nullable String cursor() {
      return method.equals("GET")
          ? query.get("start_cursor")
          : body.path("start_cursor").isTextual() ? body.path("start_cursor").asText() : null;
    }

    int pageSize() {
      int size =
          method.equals("GET")
              ? Integer.parseInt(query.getOrDefault("page_size", "100"))
              : body.path("page_size").asInt(100);
      if (size < 1 || size > 100) {
        throw ApiError.invalid("page_size should be from 1 to 100, instead was " + size);
      }
      return size;
    }
  }

  ObjectNode answer(Request request) {
    String authorization = String.valueOf(request.authorization());
    if (!authorization.startsWith("Bearer ")
        || !workspace.tokens.contains(authorization.substring("Bearer ".length()))) {
      throw new ApiError(401, "unauthorized", "API token is invalid.");
    }
    if (request.version() == null) {
      throw new ApiError(400, "missing_version", "Notion-Version header should be defined");
    } else if (!VERSIONS.contains(request.version())) {
      throw ApiError.invalid("Notion-Version header is not a version");
    }
    String path = request.path();
    if (path.equals("/v1/users/me")) {
      return me();
    } else if (path.equals("/v1/search") && request.method().equals("POST")) {
      return search(request);
    }
    Matcher matcher = PATH.matcher(path);
    if (matcher.matches()) {
      String rest = matcher.group(3) == null ? "" : matcher.group(3);
      String route =
          request.method()
              + " "
              + matcher.group(1)
              + rest.replaceFirst("/properties/.*", "/properties");
      String id = id(matcher.group(2));
      return switch (route) {
        case "GET pages" -> shown(page(id), request);
        case "GET pages/properties" ->
            property(page(id), rest.substring("/properties/".length()), request);
        case "GET databases" -> database(id, request);
        case "GET data_sources" -> source(id, request);
        case "GET blocks" -> found("block", id, "block", "page");
        case "GET blocks/children" -> {
          found("block", id, "block", "page", "database");
          yield list(children(id), request, json -> json.deepCopy());
        }
        case "POST databases/query" -> request.old() ? query(sourceOf(id), request) : unknown(path);
        case "POST data_sources/query" -> {
          source(id, request);
          yield query(id, request);
        }
        default -> unknown(path);
      };
    }
    return unknown(path);
  }

  private static ObjectNode unknown(String path) {
    throw new ApiError(400, "invalid_request_url", "Invalid request URL: " + path);
  }

  private static String id(String text) {
    String hex = text.replace("-", "").toLowerCase(Locale.ROOT);
    if (!UUID.matcher(hex).matches()) {
      throw ApiError.invalid("path failed validation: id should be a valid uuid, was " + text);
    }
    return hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
  }

  private static ObjectNode me() {
    return Json.object(
        "object",
        "user",
        "id",
        "bot",
        "type",
        "bot",
        "bot",
        Json.object("workspace_name", FakeWorkspace.NAME, "workspace_id", FakeWorkspace.ID));
  }

  private ObjectNode search(Request request) {
    String query = request.body().path("query").asText("").toLowerCase(Locale.ROOT);
    List<ObjectNode> found = new ArrayList<>();
    for (String id : workspace.searchable) {
      ObjectNode object = workspace.find(id);
      if (object != null && titleOf(object).toLowerCase(Locale.ROOT).contains(query)) {
        found.add(object);
      }
    }
    return list(
        found,
        request,
        json ->
            request.old() && json.path("object").asText().equals("data_source")
                ? oldDatabase(
                    workspace.object(json.path("parent").path("database_id").asText()), json)
                : shown(json, request));
  }

  private static String titleOf(JsonNode object) {
    JsonNode title = object.path("title");
    for (JsonNode property : object.path("properties")) {
      if (property.path("type").asText().equals("title") && property.path("title").isArray()) {
        title = property.path("title");
      }
    }
    return title.path(0).path("plain_text").asText();
  }

  private ObjectNode found(String kind, String id, String... kinds) {
    ObjectNode object = workspace.find(id);
    if (object == null || !Set.of(kinds).contains(object.path("object").asText())) {
      throw ApiError.notFound(kind, id);
    }
    return object;
  }

  private ObjectNode page(String id) {
    ObjectNode object = workspace.find(id);
    if (object != null && object.path("object").asText().equals("database")) {
      throw ApiError.invalid("Provided ID " + id + " is a database, not a page.");
    }
    return found("page", id, "page");
  }

  private ObjectNode database(String id, Request request) {
    ObjectNode object = workspace.find(id);
    if (object != null && object.path("object").asText().equals("page")) {
      throw ApiError.invalid("Provided ID " + id + " is a page, not a database.");
    }
    ObjectNode database = found("database", id, "database");
    return request.old() ? oldDatabase(database, workspace.object(sourceOf(id))) : database;
  }

  /** In the older version a database has the columns of its only data source. */
  private static ObjectNode oldDatabase(ObjectNode database, JsonNode source) {
    ObjectNode old = database.deepCopy();
    old.remove("data_sources");
    old.set("properties", source.path("properties"));
    return old;
  }

  private String sourceOf(String database) {
    JsonNode sources = found("database", database, "database").path("data_sources");
    if (sources.size() != 1) {
      throw ApiError.invalid(
          "Databases with multiple data sources are not supported in this version.");
    }
    return sources.path(0).path("id").asText();
  }

  private ObjectNode source(String id, Request request) {
    return request.old() ? unknown(request.path()) : found("data_source", id, "data_source");
  }

  private ObjectNode query(String source, Request request) {
    List<ObjectNode> rows = new ArrayList<>();
    for (String id : workspace.rows.getOrDefault(source, List.of())) {
      ObjectNode row = workspace.find(id);
      if (row != null) {
        rows.add(row);
      }
    }
    return list(rows, request, row -> shown(row, request));
  }

  private List<ObjectNode> children(String id) {
    List<ObjectNode> blocks = new ArrayList<>();
    for (String child : workspace.children.getOrDefault(id, List.of())) {
      ObjectNode block = workspace.find(child);
      if (block != null) {
        blocks.add(block);
      }
    }
    return blocks;
  }

  /** A page shows 25 references of a property, and in the older version the database as parent. */
  private ObjectNode shown(ObjectNode object, Request request) {
    ObjectNode copy = object.deepCopy();
    if (request.old() && copy.path("parent").path("type").asText().equals("data_source_id")) {
      String database = copy.path("parent").path("database_id").asText();
      copy.set("parent", Json.object("type", "database_id", "database_id", database));
    }
    if (!copy.path("object").asText().equals("page")) {
      return copy;
    }
    for (JsonNode property : copy.path("properties")) {
      String type = property.path("type").asText();
      JsonNode values =
          type.equals("rollup") ? property.path("rollup").path("array") : property.path(type);
      boolean paged = PAGED.contains(type) || type.equals("rollup");
      if (paged && values instanceof ArrayNode array && array.size() > SHOWN) {
        while (array.size() > SHOWN) {
          array.remove(array.size() - 1);
        }
        if (type.equals("relation")) {
          ((ObjectNode) property).put("has_more", true);
        }
      }
    }
    return copy;
  }

  private ObjectNode property(ObjectNode page, String name, Request request) {
    for (JsonNode property : page.path("properties")) {
      String type = property.path("type").asText();
      if (!property.path("id").asText().equals(name)) {
        continue;
      }
      JsonNode values =
          type.equals("rollup") ? property.path("rollup").path("array") : property.path(type);
      if (!values.isArray()) {
        ObjectNode item = property.deepCopy();
        return item.put("object", "property_item");
      }
      List<ObjectNode> items = new ArrayList<>();
      for (JsonNode value : values) {
        items.add(
            type.equals("rollup")
                ? ((ObjectNode) value.deepCopy()).put("object", "property_item")
                : Json.object("object", "property_item", "id", name, "type", type, type, value));
      }
      ObjectNode list = list(items, request, json -> json);
      list.put("type", "property_item");
      return list;
    }
    throw ApiError.notFound("property", name);
  }

  private static ObjectNode list(
      List<ObjectNode> all, Request request, Function<ObjectNode, ObjectNode> form) {
    int from = Cursors.offset(request.cursor(), all.size());
    int to = Math.min(all.size(), from + request.pageSize());
    boolean more = to < all.size();
    return Json.object(
        "object",
        "list",
        "results",
        Json.array(all.subList(from, to).stream().map(form).toArray()),
        "has_more",
        more,
        "next_cursor",
        more ? Cursors.at(to) : null);
  }

  static Map<String, String> query(String text) {
    if (text.isEmpty()) {
      return Map.of();
    }
    return java.util.Arrays.stream(text.split("&"))
        .map(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8).split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}

package io.millrace.testkit.notion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Pages, databases and blocks in memory, in the form of version 2025-09-03. */
public final class FakeWorkspace {
  public static final String ID = "aaaaaaaa-0000-4000-8000-000000000001";
  public static final String NAME = "Mill";
  public static final String EDITED = "2026-03-01T10:20:00.000Z";

  private final AtomicLong ids = new AtomicLong();
  final Map<String, ObjectNode> objects = new ConcurrentHashMap<>();
  final List<String> searchable = new CopyOnWriteArrayList<>();
  final Map<String, List<String>> children = new ConcurrentHashMap<>();
  final Map<String, List<String>> rows = new ConcurrentHashMap<>();
  final Set<String> unshared = ConcurrentHashMap.newKeySet();
  final Set<String> tokens = ConcurrentHashMap.newKeySet();

  FakeWorkspace() {
    tokens.add("secret_valid");
  }

  /** Returns an id that nothing has yet. */
  public String newId() {
    return new UUID(0x1000_0000_0000_4000L, 0x8000_0000_0000_0000L | ids.incrementAndGet())
        .toString();
  }

  /** Adds a page at the top of the workspace. */
  public String page(String title, Block... blocks) {
    return page(title, Json.object("type", "workspace", "workspace", true), blocks);
  }

  /** Adds a page below another page, without a block that leads there. */
  public String pageBelow(String parent, String title, Block... blocks) {
    return page(title, Json.object("type", "page_id", "page_id", parent), blocks);
  }

  /** Adds a page whose parent is a block. */
  public String pageInBlock(String block, String title) {
    return page(title, Json.object("type", "block_id", "block_id", block));
  }

  private String page(String title, ObjectNode parent, Block... blocks) {
    ObjectNode titleValue =
        Json.object("id", "title", "type", "title", "title", Texts.plain(title));
    String id = add("page", parent, Json.object("title", titleValue));
    append(id, blocks);
    return id;
  }

  private String add(String object, ObjectNode parent, ObjectNode properties) {
    String id = newId();
    ObjectNode json =
        Json.object(
            "object",
            object,
            "id",
            id,
            "created_time",
            "2026-02-01T08:00:00.000Z",
            "last_edited_time",
            EDITED,
            "in_trash",
            false,
            "archived",
            false,
            "icon",
            null,
            "parent",
            parent,
            "url",
            "https://www.notion.so/" + id.replace("-", ""),
            "properties",
            properties);
    objects.put(id, json);
    searchable.add(id);
    return id;
  }

  /** Returns an object, to change it. */
  public ObjectNode object(String id) {
    ObjectNode object = objects.get(id);
    if (object == null) {
      throw new IllegalArgumentException("no object " + id);
    }
    return object;
  }

  /**
   * Adds a database with data sources.
   *
   * @param columns by data source: the columns by name, as the API gives them
   */
  public String database(String title, Map<String, ObjectNode> columns) {
    String id = newId();
    List<ObjectNode> sources = new ArrayList<>();
    columns.forEach(
        (name, schema) -> {
          String source =
              add("data_source", Json.object("type", "database_id", "database_id", id), schema);
          object(source).set("title", Texts.plain(name));
          object(source)
              .set("database_parent", Json.object("type", "workspace", "workspace", true));
          rows.put(source, Collections.synchronizedList(new ArrayList<>()));
          sources.add(Json.object("id", source, "name", name));
        });
    ObjectNode json =
        Json.object(
            "object",
            "database",
            "id",
            id,
            "title",
            Texts.plain(title),
            "description",
            Json.array(),
            "parent",
            Json.object("type", "workspace", "workspace", true),
            "in_trash",
            false,
            "archived",
            false,
            "icon",
            null,
            "created_time",
            "2026-02-01T08:00:00.000Z",
            "last_edited_time",
            EDITED,
            "url",
            "https://www.notion.so/" + id.replace("-", ""),
            "data_sources",
            Json.array(sources.toArray()));
    objects.put(id, json);
    return id;
  }

  /** Adds a database with one data source of the same name. */
  public String database(String title, ObjectNode columns) {
    return database(title, Map.of(title, columns));
  }

  /** Returns the id of a database's data source. */
  public String source(String database, int index) {
    return object(database).path("data_sources").path(index).path("id").asText();
  }

  /** Adds a row. */
  public String row(String source, ObjectNode properties, Block... blocks) {
    String database = object(source).path("parent").path("database_id").asText();
    String id =
        add(
            "page",
            Json.object(
                "type", "data_source_id", "data_source_id", source, "database_id", database),
            properties);
    rowsOf(source).add(id);
    append(id, blocks);
    return id;
  }

  private List<String> rowsOf(String source) {
    List<String> list = rows.get(source);
    if (list == null) {
      throw new IllegalArgumentException("no data source " + source);
    }
    return list;
  }

  /** Adds blocks at the end of a page or block and returns their ids. */
  public List<String> append(String parent, Block... blocks) {
    List<String> added = new ArrayList<>();
    for (Block block : blocks) {
      added.add(append(parent, newId(), block));
    }
    return added;
  }

  /** Adds a block under an id that was made before, so that others can name it. */
  public String append(String parent, String id, Block block) {
    ObjectNode json =
        Json.object(
            "object",
            "block",
            "id",
            id,
            "parent",
            parentOf(parent),
            "created_time",
            "2026-02-01T08:00:00.000Z",
            "last_edited_time",
            EDITED,
            "has_children",
            !block.children().isEmpty(),
            "archived",
            false,
            "in_trash",
            false,
            "type",
            block.type());
    json.set(block.type(), block.body());
    objects.put(id, json);
    children.computeIfAbsent(parent, p -> new CopyOnWriteArrayList<>()).add(id);
    JsonNode above = objects.get(parent);
    if (above instanceof ObjectNode node && node.path("object").asText().equals("block")) {
      node.put("has_children", true);
    }
    append(id, block.children().toArray(Block[]::new));
    return id;
  }

  private ObjectNode parentOf(String id) {
    boolean page = object(id).path("object").asText().equals("page");
    String type = page ? "page_id" : "block_id";
    return Json.object("type", type, type, id);
  }

  /** Puts something in the trash: it is still found by its id. */
  public void trash(String id) {
    object(id).put("in_trash", true).put("archived", true);
    searchable.remove(id);
  }

  /** Deletes something, or stops sharing it: it is not found any more. */
  public void remove(String id) {
    unshared.add(id);
    searchable.remove(id);
    children.values().forEach(list -> list.remove(id));
    rows.values().forEach(list -> list.remove(id));
  }

  /** Lets nobody use a token any more. */
  public void revoke(String token) {
    tokens.remove(token);
  }

  public void allow(String token) {
    tokens.add(token);
  }

  @Nullable ObjectNode find(String id) {
    return unshared.contains(id) ? null : objects.get(id);
  }

  /** Returns columns by name: pairs of a name and a type. */
  public static ObjectNode columns(String... namesAndTypes) {
    ObjectNode columns = Json.object();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      String type = namesAndTypes[i + 1];
      columns.set(
          namesAndTypes[i],
          Json.object(
              "id",
              type.equals("title") ? "title" : "p" + i,
              "name",
              namesAndTypes[i],
              "type",
              type,
              type,
              Json.object()));
    }
    return columns;
  }

  /** Returns a row's values: pairs of a name and an object of a type and its value. */
  public static ObjectNode values(Object... namesAndValues) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      ObjectNode value = (ObjectNode) namesAndValues[i + 1];
      boolean title = value.path("type").asText().equals("title");
      value.put("id", title ? "title" : "p" + i);
      values.put((String) namesAndValues[i], value);
    }
    return Json.object(
        values.entrySet().stream()
            .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
            .toArray());
  }

  /** Returns a value of a type. */
  public static ObjectNode value(String type, @Nullable Object value) {
    return Json.object("type", type, type, value);
  }

  public static ObjectNode title(String text) {
    return value("title", Texts.plain(text));
  }
}

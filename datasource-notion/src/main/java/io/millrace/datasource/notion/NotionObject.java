package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A page, a database or a data source.
 *
 * @param json as the API gives it
 */
record NotionObject(JsonNode json) {
  static final String UNTITLED = "Untitled";

  String id() {
    return json.path("id").asText();
  }

  String kind() {
    return json.path("object").asText("");
  }

  boolean isPage() {
    return kind().equals("page");
  }

  /** Returns the title without form; {@code Untitled} for none. */
  String title() {
    String title = RichText.plain(titleText()).strip().replaceAll("\\s*\n\\s*", " ");
    return title.isEmpty() ? UNTITLED : title;
  }

  JsonNode titleText() {
    if (!isPage()) {
      return json.path("title");
    }
    for (JsonNode property : json.path("properties")) {
      if (property.path("type").asText().equals("title")) {
        return property.path("title");
      }
    }
    return json.path("title");
  }

  /** Returns whether it is in the trash. */
  boolean isGone() {
    return json.path("in_trash").asBoolean() || json.path("archived").asBoolean();
  }

  JsonNode properties() {
    return json.path("properties");
  }

  String url() {
    String url = json.path("url").asText("");
    return url.isEmpty() ? NotionIds.address(id()) : url;
  }

  String lastEdited() {
    return json.path("last_edited_time").asText("");
  }

  String created() {
    return json.path("created_time").asText("");
  }

  /** Returns where it is in the workspace; of a data source, where its database is. */
  JsonNode parent() {
    JsonNode ofDatabase = json.path("database_parent");
    return ofDatabase.isObject() ? ofDatabase : json.path("parent");
  }

  /** Returns the id of the table that it is a row of; empty when it is none. */
  String table(ApiVersion version) {
    JsonNode parent = json.path("parent");
    return version == ApiVersion.DATA_SOURCES
        ? parent.path("data_source_id").asText("")
        : parent.path("database_id").asText("");
  }

  /** Returns the id under which it is listed: a data source's is its database's. */
  String listedId() {
    return kind().equals("data_source")
        ? json.path("parent").path("database_id").asText(id())
        : id();
  }
}

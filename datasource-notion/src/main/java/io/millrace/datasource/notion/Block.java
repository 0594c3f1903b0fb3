package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One block of a page.
 *
 * @param json as the API gives it
 * @param number its place in a numbered list, from 1, or 0
 */
record Block(JsonNode json, int number) {

  String id() {
    return json.path("id").asText();
  }

  String type() {
    return json.path("type").asText("unknown");
  }

  /** Returns what the block's type says of it. */
  JsonNode body() {
    return json.path(type());
  }

  /** Returns whether blocks below it belong to this page. */
  boolean hasOwnChildren() {
    return json.path("has_children").asBoolean()
        && !type().equals("child_page")
        && !type().equals("child_database");
  }

  /** Returns the block below which its children are found: the original's of a synced block. */
  String parentOfChildren() {
    String original = body().path("synced_from").path("block_id").asText("");
    return type().equals("synced_block") && !original.isEmpty() ? original : id();
  }

  /** Returns whether it is an item of a list, and needs no blank line before the next one. */
  boolean inList() {
    return switch (type()) {
      case "bulleted_list_item", "numbered_list_item", "to_do", "toggle" -> true;
      default -> false;
    };
  }

  boolean isGone() {
    return json.path("archived").asBoolean() || json.path("in_trash").asBoolean();
  }
}

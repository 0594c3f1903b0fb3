package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The workspace that a token is for.
 *
 * @param id may be empty: an internal integration's token does not always tell
 * @param name may be empty
 */
record Workspace(String id, String name) {

  static Workspace of(Session session) {
    Account account = session.account();
    String id = account.field("workspace_id");
    String name = account.field("workspace_name");
    if (!id.isEmpty() && !name.isEmpty()) {
      return new Workspace(id, name);
    }
    JsonNode me = session.me();
    JsonNode bot = me.path(me.path("type").asText("bot"));
    return new Workspace(
        id.isEmpty() ? bot.path("workspace_id").asText("") : id,
        name.isEmpty() ? bot.path("workspace_name").asText("") : name);
  }
}

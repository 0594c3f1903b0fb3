package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/** The tables of a database, in either version of the API. */
final class Tables {
  private final Session session;
  private final Memory memory;

  Tables(Session session, Memory memory) {
    this.session = session;
    this.memory = memory;
  }

  /** Returns the tables of a database, or the one that a data source is. */
  static List<Table> of(Session session, NotionObject object) {
    JsonNode sources = object.json().path("data_sources");
    if (session.version() == ApiVersion.DATABASES || object.kind().equals("data_source")) {
      return List.of(table(object));
    }
    List<Table> tables = new ArrayList<>();
    for (JsonNode source : sources) {
      tables.add(table(new NotionObject(session.dataSource(source.path("id").asText()))));
    }
    return tables;
  }

  private static Table table(NotionObject object) {
    return new Table(object.id(), object.title(), object.properties());
  }

  /** Returns the columns of a table, none when it is not shared with the integration. */
  JsonNode columns(String table) {
    String key = session.account().credential().id() + " " + table;
    JsonNode known = memory.columns().getIfPresent(key);
    if (known == null) {
      known = fetch(table);
      memory.columns().put(key, known);
    }
    return known;
  }

  private JsonNode fetch(String table) {
    try {
      JsonNode found =
          session.version() == ApiVersion.DATA_SOURCES
              ? session.dataSource(table)
              : session.database(table);
      return found.path("properties");
    } catch (ApiException e) {
      if (e.isNotFound() || e.status() == 403) {
        return JsonNodeFactory.instance.objectNode();
      }
      throw e;
    }
  }
}

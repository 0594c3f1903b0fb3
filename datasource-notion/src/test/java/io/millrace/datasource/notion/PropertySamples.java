package io.millrace.datasource.notion;

import static io.millrace.testkit.notion.FakeWorkspace.columns;
import static io.millrace.testkit.notion.FakeWorkspace.title;
import static io.millrace.testkit.notion.FakeWorkspace.value;
import static io.millrace.testkit.notion.FakeWorkspace.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.testkit.notion.FakeWorkspace;
import io.millrace.testkit.notion.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A database whose only row has a value of every type of property. */
final class PropertySamples {
  private PropertySamples() {}

  /**
   * Where they are.
   *
   * @param database the database's id
   * @param row the row's id
   */
  record Added(String database, String row) {}

  /** Returns values by type; a relation leads to {@code related}. */
  private static Map<String, JsonNode> samples(String related) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put(
        "rich_text",
        "[{'type':'text','plain_text':'Two '},"
            + "{'type':'text','plain_text':'stones','annotations':{'bold':true}}]");
    json.put("number", "1234.5");
    json.put("select", "{'name':'rye'}");
    json.put("status", "{'name':'Done'}");
    json.put("multi_select", "[{'name':'dry'},{'name':'clean'}]");
    json.put(
        "date",
        "{'start':'2026-03-01T09:30:00.000+01:00','end':'2026-03-02T10:00:00.000+01:00',"
            + "'time_zone':'Europe/Paris'}");
    json.put(
        "people", "[{'object':'user','name':'Ada Miller'},{'object':'user','name':'Bo Stone'}]");
    json.put(
        "files",
        "[{'name':'bill.pdf','type':'external','external':{'url':'https://example.org/bill.pdf'}}]");
    json.put("checkbox", "true");
    json.put("url", "'https://example.org/rye'");
    json.put("email", "'ada@example.org'");
    json.put("phone_number", "'+44 20 7946 0000'");
    json.put("formula", "{'type':'number','number':12.5}");
    json.put("relation", "[{'id':'" + related + "'}]");
    json.put(
        "rollup",
        "{'type':'array','function':'show_original','array':"
            + "[{'type':'select','select':{'name':'rye'}},{'type':'number','number':3}]}");
    json.put("created_time", "'2026-03-01T09:30:00.000Z'");
    json.put("last_edited_time", "'2026-03-02T08:00:00.000Z'");
    json.put("created_by", "{'object':'user','name':'Ada Miller'}");
    json.put("last_edited_by", "{'object':'user','name':'Bo Stone'}");
    json.put("unique_id", "{'prefix':'MILL','number':12}");
    json.put("verification", "{'state':'verified','date':{'start':'2026-03-01'}}");
    json.put("button", "{}");
    json.put("place", "{'name':'The mill','address':'Hill 1','lat':1,'lon':2}");
    json.put("mood", "{'name':'calm'}");
    Map<String, JsonNode> values = new LinkedHashMap<>();
    json.forEach((type, text) -> values.put(type, Json.parse(text)));
    return values;
  }

  /** Adds the database; each column has the name of its type. */
  static Added add(FakeWorkspace workspace) {
    Map<String, JsonNode> samples = samples(workspace.page("The upper stone"));
    List<String> columns = new ArrayList<>(List.of("Name", "title"));
    List<Object> row = new ArrayList<>(List.of("Name", title("Everything")));
    samples.forEach(
        (type, json) -> {
          columns.addAll(List.of(type, type));
          row.addAll(List.of(type, value(type, json)));
        });
    ObjectNode schema = columns(columns.toArray(String[]::new));
    ((ObjectNode) schema.at("/number/number")).put("format", "euro");
    String database = workspace.database("Properties", schema);
    return new Added(database, workspace.row(workspace.source(database, 0), values(row.toArray())));
  }
}

package io.millrace.datasource.notion;

import static io.millrace.testkit.notion.FakeWorkspace.columns;
import static io.millrace.testkit.notion.FakeWorkspace.title;
import static io.millrace.testkit.notion.FakeWorkspace.value;
import static io.millrace.testkit.notion.FakeWorkspace.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.testkit.notion.FakeWorkspace;
import io.millrace.testkit.notion.Json;
import io.millrace.testkit.notion.NotionServer;
import io.millrace.testkit.notion.Samples;
import io.millrace.testkit.notion.Texts;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class NotionDatabaseTest {
  private final NotionServer server = NotionServer.start();
  private final FakeWorkspace workspace = server.workspace();
  private final Reader reader = new Reader(server, Map.of());

  NotionDatabaseTest() throws IOException {}

  @AfterEach
  void close() {
    reader.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-09-03", "2022-06-28"})
  void allRowsAreOneTableWhoseFirstColumnIsTheTitle(String version) {
    String database = Samples.deliveries(workspace, 2_000);
    try (Reader other = new Reader(server, Map.of("version", version, "table_characters", "0"))) {
      List<String> lines = other.content("database", database).lines().toList();
      assertThat(lines)
          .hasSize(2_004)
          .startsWith(
              "# Deliveries",
              "",
              "| Delivery | Sacks | Grain | Milled |",
              "| --- | --- | --- | --- |");
      assertThat(lines.get(4)).isEqualTo("| Delivery 1 | 1 | wheat | No |");
      assertThat(lines.get(2_003)).isEqualTo("| Delivery 2000 | 0 | rye | No |");
    }
    assertThat(server.count("/query")).isEqualTo(20);
  }

  @Test
  void aLongTableGoesOnBelowTheSameHeaderSoThatChunksAreWholeTables() {
    String database = Samples.deliveries(workspace, 100);
    List<String> parts =
        Splitter.on("\n\n").splitToList(reader.content("database", database).strip());
    assertThat(parts).first().isEqualTo("# Deliveries");
    List<String> tables = parts.subList(1, parts.size());
    assertThat(tables)
        .allSatisfy(
            table ->
                assertThat(table)
                    .startsWith(
                        "| Delivery | Sacks | Grain | Milled |\n| --- | --- | --- | --- |\n| Deliv")
                    .hasSizeLessThanOrEqualTo(500));
    assertThat(tables.stream().mapToLong(table -> table.lines().count() - 2).sum()).isEqualTo(100);
  }

  @Test
  void rowsMayLeadToTheirPages() {
    String database = workspace.database("D", columns("Name", "title"));
    String row = workspace.row(workspace.source(database, 0), values("Name", title("A")));
    try (Reader linked = new Reader(server, Map.of("row_links", "yes"))) {
      assertThat(linked.content("database", database))
          .endsWith("| [A](" + NotionIds.address(row) + ") |\n");
    }
  }

  @Test
  void aRowLongerThanATableIsATableOfItsOwn() {
    String database = workspace.database("D", columns("Name", "title"));
    for (String name : List.of("a", "b".repeat(600), "c")) {
      workspace.row(workspace.source(database, 0), values("Name", title(name)));
    }
    assertThat(reader.content("database", database).split("\n\n")).hasSize(4);
  }

  @Test
  void aDatabaseWithoutRowsIsItsHeader() {
    String database = workspace.database("Empty", columns("Name", "title"));
    assertThat(reader.content("database", database)).isEqualTo("# Empty\n\n| Name |\n| --- |\n");
  }

  @Test
  void allDataSourcesOfADatabaseAreRead() {
    Map<String, ObjectNode> sources = new LinkedHashMap<>();
    sources.put("Rye", columns("Name", "title"));
    sources.put("Oats", columns("Label", "title", "Kilos", "number"));
    String database = workspace.database("Grain", sources);
    workspace.row(workspace.source(database, 0), values("Name", title("A")));
    workspace.row(
        workspace.source(database, 1), values("Label", title("B"), "Kilos", value("number", 7)));
    assertThat(reader.content("database", database))
        .isEqualTo(
            """
            # Grain

            ## Rye

            | Name |
            | --- |
            | A |

            ## Oats

            | Label | Kilos |
            | --- | --- |
            | B | 7 |
            """);
    assertThat(reader.content("database", workspace.source(database, 1)))
        .startsWith("# Oats\n\n| Label | Kilos |");
    assertThat(reader.pages()).extracting("name").containsExactly("Rye", "A", "B");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      value = {
        "number § 1234.50 § 1234.5",
        "number § null § ",
        "rich_text § [{'type':'text','plain_text':'a*b','annotations':{'bold':true}}] § **a\\*b**",
        "select § {'name':'rye'} § rye",
        "select § null § ",
        "status § {'name':'Done'} § Done",
        "multi_select § [{'name':'a'},{'name':'b|c'}] § a, b\\|c",
        "date § {'start':'2026-03-01','end':null,'time_zone':null} § 2026-03-01",
        "date §"
            + " {'start':'2026-03-01T09:30:00.000Z','end':'2026-03-02T10:00:00.000Z','time_zone':'Europe/Paris'}"
            + " § 2026-03-01 09:30 UTC → 2026-03-02 10:00 UTC (Europe/Paris)",
        "people § [{'object':'user','name':'Ada'},{'object':'user','name':'Bo'}] § Ada, Bo",
        "files § [{'name':'a.pdf','type':'external','external':{'url':'https://x.org/a.pdf'}}] §"
            + " [a.pdf](https://x.org/a.pdf)",
        "checkbox § true § Yes",
        "url § 'https://example.org/a_b' § [https://example.org/a_b](https://example.org/a_b)",
        "url § 'javascript:alert(1)' § javascript:alert(1)",
        "email § 'a@example.org' § a@example.org",
        "phone_number § '+1 555' § +1 555",
        "formula § {'type':'string','string':'x'} § x",
        "formula § {'type':'number','number':2.50} § 2.5",
        "formula § {'type':'boolean','boolean':false} § No",
        "formula § {'type':'date','date':{'start':'2026-03-01'}} § 2026-03-01",
        "formula § {'type':'string','string':null} § ",
        "rollup § {'type':'number','number':3,'function':'sum'} § 3",
        "rollup § {'type':'date','date':{'start':'2026-03-01'},'function':'latest_date'} §"
            + " 2026-03-01",
        "rollup §"
            + " {'type':'array','array':[{'type':'select','select':{'name':'a'}},{'type':'number','number':1}]}"
            + " § a, 1",
        "created_time § '2026-03-01T09:30:00.000Z' § 2026-03-01 09:30 UTC",
        "last_edited_time § '2026-03-01T09:30:15.000Z' § 2026-03-01 09:30:15 UTC",
        "created_by § {'object':'user','id':'u','name':'Ada'} § Ada",
        "last_edited_by § {'object':'user','id':'u'} § ",
        "unique_id § {'prefix':'MILL','number':12} § MILL-12",
        "unique_id § {'prefix':null,'number':12} § 12",
        "verification § {'state':'verified','verified_by':null,'date':{'start':'2026-03-01'}} §"
            + " verified (2026-03-01)",
        "button § {} § ",
        "place § {'name':'Mill','address':'Hill 1','lat':1,'lon':2} § Mill, Hill 1",
        "mood § 'calm' § calm",
        "mood § {'name':'calm'} § calm",
        "mood § {'level':3} § `{^level^:3}`"
      })
  void everyTypeOfPropertyHasItsText(
      String type, String json, @org.jspecify.annotations.Nullable String expected) {
    String database = workspace.database("D", columns("Name", "title", "V", type));
    workspace.row(
        workspace.source(database, 0),
        values("Name", title(""), "V", value(type, Json.parse(json))));
    String last = reader.content("database", database).lines().reduce("", (a, b) -> b);
    String cell = expected == null ? "" : expected.replace('^', '"');
    assertThat(last).isEqualTo("| | " + (cell.isEmpty() ? "|" : cell + " |"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "number; 1234.5; 1234.5",
        "number_with_commas; 1234567.5; 1,234,567.5",
        "percent; 0.125; 12.5%",
        "dollar; -1234.5; -\\$1,234.50",
        "euro; 3; €3.00",
        "yen; 1200; ¥1,200",
        "from_the_future; 7; 7"
      })
  void numbersHaveTheFormatOfTheirColumn(String format, String number, String expected) {
    ObjectNode columns = columns("Name", "title", "N", "number");
    ((ObjectNode) columns.path("N").path("number")).put("format", format);
    String database = workspace.database("D", columns);
    workspace.row(
        workspace.source(database, 0),
        values("Name", title("x"), "N", value("number", new java.math.BigDecimal(number))));
    assertThat(reader.content("database", database)).endsWith("| " + expected + " |\n");
  }

  @Test
  void relationsAreNamedAlsoBeyondTheFirst25() {
    ArrayNode related = Json.array();
    for (int i = 0; i < 130; i++) {
      related.add(Json.object("id", workspace.page("Stone " + i)));
    }
    String database = workspace.database("D", columns("Name", "title", "Stones", "relation"));
    workspace.row(
        workspace.source(database, 0),
        values("Name", title("x"), "Stones", value("relation", related)));
    assertThat(reader.content("database", database))
        .contains("[Stone 0](")
        .contains("[Stone 129](");
    assertThat(server.count("/properties/")).isEqualTo(2);
  }

  @Test
  void rollupsOfManyTextsAreWhole() {
    ArrayNode texts = Json.array();
    for (int i = 0; i < 60; i++) {
      texts.add(value("rich_text", Texts.text("t" + i)));
    }
    String database = workspace.database("D", columns("Name", "title", "All", "rollup"));
    workspace.row(
        workspace.source(database, 0),
        values(
            "Name",
            title("x"),
            "All",
            value("rollup", Json.object("type", "array", "array", texts))));

    assertThat(reader.content("database", database)).contains("t0, t1, ").contains("t59 |");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-09-03", "2022-06-28"})
  void rowsBeyondThoseOfOneQueryAreReadOnceEach(String version) {
    workspace.rowsOfOneQuery(95);
    String database = Samples.deliveries(workspace, 250);
    try (Reader other = new Reader(server, Map.of("version", version, "table_characters", "0"))) {
      assertThat(other.content("database", database).lines().skip(4))
          .hasSize(250)
          .doesNotHaveDuplicates()
          .last()
          .isEqualTo("| Delivery 250 | 10 | rye | No |");
    }
  }

  @Test
  void moreRowsOfOneMinuteThanOneQueryGivesAreNotLeftOutInSilence() {
    workspace.rowsOfOneQuery(8);
    String database = Samples.deliveries(workspace, 25);

    assertThatThrownBy(() -> reader.content("database", database))
        .isInstanceOf(DatasourceException.class)
        .hasMessageContaining("2026-02-01T08:00:00.000Z")
        .hasMessageContaining("cannot be read");
  }

  @Test
  void aRelatedPageThatIsNotSharedIsStillALink() {
    String page = workspace.page("Hidden");
    workspace.remove(page);
    String database = workspace.database("D", columns("Name", "title", "R", "relation"));
    workspace.row(
        workspace.source(database, 0),
        values("Name", title("x"), "R", value("relation", Json.array(Json.object("id", page)))));
    assertThat(reader.content("database", database))
        .contains("[Page that is not shared](" + NotionIds.address(page) + ")");
  }

  @Test
  void eachRowMayBeADocumentOfItsOwn() {
    String database = Samples.deliveries(workspace, 250);
    try (Reader rows = new Reader(server, Map.of("rows", "documents"))) {
      List<DatasourceItem.OnlineDocument> items;
      try (Stream<DatasourceItem.OnlineDocument> all =
          rows.notion.expand(Reader.item("database", database))) {
        items = all.toList();
      }
      assertThat(items).hasSize(250);
      DatasourceItem.OnlineDocument row = items.get(249);
      assertThat(row.name()).isEqualTo("Delivery 250");
      assertThat(row.pageType()).isEqualTo("page");
      assertThat(row.entry().get("page"))
          .isInstanceOfSatisfying(
              Map.class, page -> assertThat(page.get("parent_id")).isEqualTo(database));
      assertThat(rows.notion.content(row).get("content"))
          .isEqualTo(
              """
              # Delivery 250

              - **Sacks:** 10
              - **Grain:** rye
              - **Milled:** No

              Signed for by miller 5.
              """);
    }
  }

  @Test
  void anEntryMayAskForRowsItself() {
    String database = Samples.deliveries(workspace, 3);
    assertThat(
            reader.notion.expand(
                Reader.item("", "database", database, Map.of("rows", "documents"))))
        .hasSize(3);
    assertThat(reader.notion.expand(Reader.item("database", database))).hasSize(1);
  }

  @Test
  void rowsInTheTrashAreLeftOut() {
    String database = workspace.database("D", columns("Name", "title"));
    workspace.trash(workspace.row(workspace.source(database, 0), values("Name", title("x"))));
    assertThat(reader.content("database", database)).doesNotContain("x");
  }

  @Test
  void textsWithManyMentionsAreWhole() {
    ArrayNode text = Json.array();
    for (int i = 0; i < 60; i++) {
      text.add(Texts.mention("user", Json.object("id", "u" + i), "@p" + i + " ", null));
    }
    String database = workspace.database("D", columns("Name", "title", "Who", "rich_text"));
    workspace.row(
        workspace.source(database, 0), values("Name", title("x"), "Who", value("rich_text", text)));
    assertThat(reader.content("database", database)).contains("@p0 ").contains("@p59");
  }
}

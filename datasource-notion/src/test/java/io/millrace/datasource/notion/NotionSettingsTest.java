package io.millrace.datasource.notion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.DatasourceException;
import io.millrace.testkit.notion.NotionServer;
import io.millrace.testkit.notion.Samples;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
class NotionSettingsTest {
  private final NotionServer server = NotionServer.start();
  private final String database = Samples.deliveries(server.workspace(), 3);

  NotionSettingsTest() throws IOException {}

  @AfterEach
  void close() {
    server.close();
  }

  private long documents(Map<String, String> fields, Map<String, String> host) {
    try (Reader reader = new Reader(server, fields, host);
        var items = reader.notion.expand(Reader.item("database", database))) {
      return items.count();
    }
  }

  @Test
  void theHostMaySayForAllCredentialsWhatARowBecomes() {
    assertThat(documents(Map.of(), Map.of())).isEqualTo(1);
    assertThat(documents(Map.of(), Map.of("notion.rows", "documents"))).isEqualTo(3);
  }

  @Test
  void whatTheCredentialSaysWins() {
    assertThat(documents(Map.of("rows", "table"), Map.of("notion.rows", "documents"))).isEqualTo(1);
  }

  @Test
  void theHostMayChooseTheVersionOfTheApi() {
    try (Reader old = new Reader(server, Map.of(), Map.of("notion.version", "2022-06-28"))) {
      assertThat(old.content("database", database)).contains("Delivery 3");
    }
    assertThat(server.count("/v1/databases/" + database + "/query")).isEqualTo(1);
  }

  @Test
  void settingsOfOthersAreNotItsOwn() {
    assertThat(documents(Map.of(), Map.of("rows", "documents", "drive.max-files", "1")))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '^',
      value = {
        "notion.row; documents; There is no setting 'notion.row'",
        "notion.rows; lines; 'table' or 'documents'",
        "notion.files; fetch; 'link' or 'extract'",
        "notion.row_links; maybe; 'yes' or 'no'",
        "notion.burst; 0; Setting 'burst' must be a number from 1 to",
        "notion.requests_per_second; NaN; must be a number from 0 to",
        "notion.requests_per_second; -1; must be a number from 0 to",
        "notion.concurrency; many; but is 'many'"
      })
  void whatIsWrongIsNamedAndWhatWouldBeRight(String name, String value, String told) {
    assertThatThrownBy(() -> documents(Map.of("requests_per_second", ""), Map.of(name, value)))
        .isInstanceOf(DatasourceException.class)
        .hasMessageContaining(told);
  }
}

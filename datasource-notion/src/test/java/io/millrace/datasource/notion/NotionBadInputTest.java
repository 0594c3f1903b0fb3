package io.millrace.datasource.notion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.DatasourceException;
import io.millrace.testkit.notion.Block;
import io.millrace.testkit.notion.FakeWorkspace;
import io.millrace.testkit.notion.NotionServer;
import io.millrace.testkit.notion.Samples;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class NotionBadInputTest {
  private final NotionServer server = NotionServer.start();
  private final FakeWorkspace workspace = server.workspace();
  private final String page = workspace.page("P", Block.paragraph("text"));

  NotionBadInputTest() throws IOException {}

  @AfterEach
  void close() {
    server.close();
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOf(DatasourceException.class)
        .satisfies(e -> assertThat(String.valueOf(e.getMessage())).doesNotContain("secret_"));
  }

  @Test
  void aMissingTokenIsAskedFor() {
    try (Reader reader = new Reader(server, Map.of("integration_secret", ""))) {
      refused(() -> reader.read("page", page))
          .hasMessageStartingWith("Notion Integration Token is required.")
          .hasMessageContaining("integration_secret");
      reader.credentials.clear();
      refused(() -> reader.read("page", page))
          .hasMessageStartingWith("Notion Integration Token is required.");
    }
  }

  @Test
  void aRevokedTokenIsToldAndNotTriedAgain() {
    try (Reader reader = new Reader(server, Map.of())) {
      workspace.revoke("secret_valid");
      refused(() -> reader.read("page", page))
          .hasMessageStartingWith("Invalid Notion Integration Token.")
          .hasMessageContaining("unauthorized");
      refused(reader::pages).hasMessageStartingWith("Invalid Notion Integration Token.");
      assertThat(server.requests()).hasSizeLessThanOrEqualTo(3);
    }
  }

  @Test
  void theCredentialOfTheItemIsUsed() {
    try (Reader reader = new Reader(server, Map.of("integration_secret", "secret_wrong"))) {
      reader.add(
          "mine",
          Map.of(
              "integration_secret",
              "secret_valid",
              "base_url",
              server.url(),
              "requests_per_second",
              "0"));
      assertThat(
              reader.notion.content(Reader.item("", "page", page, Map.of("credential_id", "mine"))))
          .containsEntry("title", "P");
      refused(
              () ->
                  reader.notion.content(
                      Reader.item("", "page", page, Map.of("credential_id", "other"))))
          .hasMessageContaining("There is no credential 'other'");
    }
  }

  @Test
  void aTokenOfAnotherWorkspaceIsToldByBothNames() {
    try (Reader reader = new Reader(server, Map.of())) {
      String unknown = workspace.newId();
      refused(
              () ->
                  reader.notion.content(Reader.item("other-workspace", "page", unknown, Map.of())))
          .hasMessageContaining("other-workspace")
          .hasMessageContaining(FakeWorkspace.ID)
          .hasMessageContaining("Mill");
    }
  }

  @Test
  void aPageThatIsUnknownOrNotSharedIsToldWithTheWayOut() {
    try (Reader reader = new Reader(server, Map.of())) {
      workspace.remove(page);
      refused(() -> reader.read("page", page))
          .hasMessageContaining("object_not_found")
          .hasMessageContaining(page)
          .hasMessageContaining("Connections");
    }
  }

  @Test
  void whatIsInTheTrashIsReportedAsGone() {
    try (Reader reader = new Reader(server, Map.of())) {
      workspace.trash(page);
      refused(() -> reader.read("page", page))
          .hasMessageContaining("page 'P'")
          .hasMessageContaining("is gone: it is in the trash");
    }
  }

  @Test
  void aDatabaseGivenAsPageIsReadAsDatabaseAndTheReverse() {
    String database = Samples.deliveries(workspace, 2);
    for (String version : new String[] {"2025-09-03", "2022-06-28"}) {
      try (Reader reader = new Reader(server, Map.of("version", version))) {
        assertThat(reader.read("page", database)).containsEntry("type", "database");
        assertThat(reader.content("page", database))
            .isEqualTo(reader.content("database", database));
        assertThat(reader.read("database", page)).containsEntry("type", "page");
      }
    }
  }

  @Test
  void aTypeThatNotionDoesNotHaveIsRefused() {
    try (Reader reader = new Reader(server, Map.of())) {
      refused(() -> reader.read("folder", page))
          .hasMessageContaining("Notion object type not supported: 'folder'");
    }
  }

  @Test
  void aVersionThatIsNotSpokenIsRefused() {
    try (Reader reader = new Reader(server, Map.of("version", "2021-05-13"))) {
      refused(() -> reader.read("page", page)).hasMessageContaining("2025-09-03");
    }
  }

  @Test
  void aPrivateHostThatIsNotAllowedIsNotReached() {
    try (Reader reader = new Reader(server, Map.of("base_url", "http://127.0.0.2:1"))) {
      assertThatThrownBy(() -> reader.read("page", page)).hasMessageContaining("--allow-private");
    }
  }

  @Test
  void anAccessTokenIsRenewedBeforeItEndsAndKept() {
    Map<String, String> oauth = new HashMap<>();
    oauth.put("integration_secret", "secret_old");
    oauth.put("refresh_token", "refresh_1");
    oauth.put("client_id", "client");
    oauth.put("client_secret", "client-secret");
    oauth.put("expires_at", String.valueOf(Instant.now().getEpochSecond() + 30));
    server.acceptRefresh("refresh_1");
    try (Reader reader = new Reader(server, oauth)) {
      assertThat(reader.content("page", page)).contains("text");
      assertThat(reader.content("page", page)).contains("text");
      assertThat(server.count("/oauth/token")).isEqualTo(1);
      assertThat(reader.find("default").orElseThrow().values())
          .containsEntry("integration_secret", "secret_fresh")
          .containsEntry("refresh_token", "refresh_2");
    }
  }

  @Test
  void anAccessTokenThatIsRefusedIsRenewedOnce() {
    Map<String, String> oauth = new HashMap<>();
    oauth.put("integration_secret", "secret_old");
    oauth.put("refresh_token", "refresh_1");
    oauth.put("client_id", "client");
    oauth.put("client_secret", "client-secret");
    server.acceptRefresh("refresh_1");
    try (Reader reader = new Reader(server, oauth)) {
      assertThat(reader.content("page", page)).contains("text");
      assertThat(server.count("/oauth/token")).isEqualTo(1);
    }
    server.acceptRefresh("");
    try (Reader reader = new Reader(server, oauth)) {
      refused(() -> reader.read("page", page)).hasMessageContaining("Connect the workspace again");
    }
  }
}

package io.millrace.datasource.notion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.testkit.notion.Block;
import io.millrace.testkit.notion.FakeWorkspace;
import io.millrace.testkit.notion.NotionServer;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class NotionFilesTest {
  private final NotionServer server = NotionServer.start();
  private final FakeWorkspace workspace = server.workspace();
  private final Reader reader = new Reader(server, Map.of("files", "extract"));
  private final String page = workspace.page("P");

  NotionFilesTest() throws IOException {}

  @AfterEach
  void close() {
    reader.close();
    server.close();
  }

  private String add(String url, Instant expiry) {
    return workspace.append(page, Block.hosted("file", "plan.txt", url, expiry.toString())).get(0);
  }

  @Test
  void theTextOfAFileIsPutBelowItsLink() {
    String block =
        add(server.file("a", "The plan.".getBytes(UTF_8)), Instant.now().plusSeconds(600));
    assertThat(reader.body(page))
        .isEqualTo("[plan.txt](" + NotionIds.address(page, block) + ")\n\nThe plan.");
  }

  @Test
  void aSignedAddressThatHasEndedIsAskedForAgain() {
    String block = add(server.url() + "/files/ended", Instant.now().minusSeconds(1));
    String fresh = server.file("fresh", "The plan.".getBytes(UTF_8));
    server
        .faults()
        .after(
            "/children",
            1,
            () -> ((ObjectNode) workspace.object(block).at("/file/file")).put("url", fresh));
    assertThat(reader.body(page)).endsWith("The plan.");
    assertThat(server.count("/files/ended")).isZero();
  }

  @Test
  void soIsOneThatDoesNotWorkAnyMore() {
    String block = add(server.url() + "/files/revoked", Instant.now().plusSeconds(600));
    String fresh = server.file("fresh", "The plan.".getBytes(UTF_8));
    server
        .faults()
        .after(
            "/files/revoked",
            1,
            () -> ((ObjectNode) workspace.object(block).at("/file/file")).put("url", fresh));
    assertThat(reader.body(page)).endsWith("The plan.");
  }

  @Test
  void aFileThatGivesNoTextSaysSoAndThePageGoesOn() {
    add(server.file("bad", "!".getBytes(UTF_8)), Instant.now().plusSeconds(600));
    add(server.url() + "/files/none", Instant.now().plusSeconds(600));
    workspace.append(page, Block.paragraph("after"));
    assertThat(reader.body(page))
        .contains("*Its text could not be read*")
        .endsWith("after")
        .doesNotContain("/files/");
  }

  @Test
  void withoutTheSettingFilesAreNotFetched() {
    add(server.file("a", "The plan.".getBytes(UTF_8)), Instant.now().plusSeconds(600));
    try (Reader links = new Reader(server, Map.of())) {
      assertThat(links.body(page)).doesNotContain("The plan.");
    }
    assertThat(server.count("/files/")).isZero();
  }
}

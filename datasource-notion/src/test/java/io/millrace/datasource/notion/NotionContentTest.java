package io.millrace.datasource.notion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.testkit.notion.Block;
import io.millrace.testkit.notion.FakeWorkspace;
import io.millrace.testkit.notion.Json;
import io.millrace.testkit.notion.NotionServer;
import io.millrace.testkit.notion.Texts;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class NotionContentTest {
  private final NotionServer server = NotionServer.start();
  private final FakeWorkspace workspace = server.workspace();
  private final Reader reader = new Reader(server, Map.of());

  NotionContentTest() throws IOException {}

  @AfterEach
  void close() {
    reader.close();
    server.close();
  }

  @Test
  void aPageIsItsTitleItsTextAndWhatSyncsNeed() {
    String id = workspace.page("The mill", Block.paragraph("It turns."));
    Map<String, Object> outputs =
        reader.notion.content(Reader.item(FakeWorkspace.ID, "page", id, Map.of()));
    assertThat(outputs)
        .containsEntry("content", "# The mill\n\nIt turns.\n")
        .containsEntry("page_id", id)
        .containsEntry("workspace_id", FakeWorkspace.ID)
        .containsEntry("type", "page")
        .containsEntry("title", "The mill")
        .containsEntry("last_edited_time", FakeWorkspace.EDITED)
        .containsEntry("parent_id", "root");
  }

  @Test
  void anEmptyPageIsItsTitle() {
    assertThat(reader.content("page", workspace.page("Empty"))).isEqualTo("# Empty\n");
    assertThat(reader.content("page", workspace.page(""))).isEqualTo("# Untitled\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-09-03", "2022-06-28"})
  void bothVersionsGiveTheSame(String version) {
    String id = workspace.page("P", Block.text("bulleted_list_item", "a"));
    try (Reader other = new Reader(server, Map.of("version", version))) {
      assertThat(other.content("page", id)).isEqualTo("# P\n\n- a\n");
    }
  }

  @Test
  void anIdMayHaveDashesOrNoneOrBeAnAddress() {
    String id = workspace.page("P");
    String plain = id.replace("-", "");
    for (String form :
        List.of(
            plain,
            plain.toUpperCase(java.util.Locale.ROOT),
            "https://www.notion.so/mill/A-page-" + plain + "?pvs=4#" + "0".repeat(32),
            "https://mill.notion.site/" + plain,
            "https://www.notion.so/mill/"
                + "1".repeat(32)
                + "?v="
                + "2".repeat(32)
                + "&p="
                + plain)) {
      assertThat(reader.read("page", form)).containsEntry("page_id", id);
    }
    assertThatThrownBy(() -> reader.read("page", "The mill"))
        .isInstanceOf(DatasourceException.class)
        .hasMessageContaining("'The mill' names no page of Notion");
  }

  @Test
  void anItemStandsForItselfUnderTheOneFormOfItsId() {
    String id = workspace.page("P");
    assertThat(reader.notion.expand(Reader.item("page", id.replace("-", ""))))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.pageId()).isEqualTo(id);
              assertThat(item.name()).isEqualTo("Named");
              assertThat(item.identity()).isEqualTo("online_document:/" + id);
            });
  }

  @Test
  void anItemThatIsOnlyAnIdGetsItsNameAndWhatSyncsCompare() {
    String id = workspace.page("P");
    DatasourceItem.OnlineDocument item =
        new DatasourceItem.OnlineDocument(
            "", id, "page", id, Map.of("page", Map.of("page_id", id, "type", "page")));
    assertThat(reader.notion.expand(item))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.name()).isEqualTo("P");
              assertThat(found.entry().get("page"))
                  .isEqualTo(
                      Map.of(
                          "page_id", id,
                          "type", "page",
                          "page_name", "P",
                          "last_edited_time", FakeWorkspace.EDITED,
                          "parent_id", "root"));
            });
  }

  @Test
  void allChildrenAreRead() {
    Block[] blocks = new Block[250];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = Block.paragraph("Paragraph " + i + ".");
    }
    String body = reader.body(workspace.page("Long", blocks));
    assertThat(body.split("\n\n")).hasSize(250).endsWith("Paragraph 249.");
  }

  @Test
  void nestingIsReadToAnyDepth() {
    Block block = Block.text("bulleted_list_item", "level 30");
    for (int level = 29; level >= 1; level--) {
      block = Block.text("bulleted_list_item", "level " + level, block);
    }
    String body = reader.body(workspace.page("Deep", block));
    assertThat(body.split("\n")).hasSize(30).endsWith("  ".repeat(29) + "- level 30");
  }

  @Test
  void nestedBlocksAreReadSeveralAtATimeButNoMoreThanAllowed() {
    Block[] blocks = new Block[40];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = Block.text("toggle", "t" + i, Block.paragraph("hidden " + i));
    }
    String page = workspace.page("Wide");
    List<String> toggles = workspace.append(page, blocks);
    CyclicBarrier four = new CyclicBarrier(4);
    for (String toggle : toggles.subList(0, 4)) {
      server.faults().after(toggle, 1, () -> meet(four));
    }
    try (Reader modest = new Reader(server, Map.of(), Map.of("notion.concurrency", "4"))) {
      assertThat(modest.body(page)).contains("hidden 39");
    }
    assertThat(four.isBroken()).as("four were not asked for at once").isFalse();
    assertThat(server.mostUnderWay()).isLessThanOrEqualTo(4);
  }

  private static void meet(CyclicBarrier others) {
    try {
      others.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void syncedBlocksThatHoldEachOtherEnd() {
    String page = workspace.page("Circle");
    String first = workspace.newId();
    String second = workspace.newId();
    workspace.append(page, first, Block.synced(null, Block.paragraph("One"), Block.synced(second)));
    workspace.append(page, second, Block.synced(null, Block.paragraph("Two"), Block.synced(first)));
    String body = reader.body(page);
    assertThat(body).containsOnlyOnce("One").containsOnlyOnce("Two");
  }

  @Test
  void aSyncedBlockOfAnotherPageIsRead() {
    String other = workspace.page("Other");
    String original = workspace.append(other, Block.synced(null, Block.paragraph("Shared"))).get(0);
    String page = workspace.page("P");
    String copy = workspace.append(page, Block.synced(original)).get(0);
    workspace.object(copy).put("has_children", true);
    assertThat(reader.body(page)).isEqualTo("Shared");

    workspace.remove(original);
    assertThat(reader.body(page)).contains("its original is not shared");
  }

  @Test
  void pagesThatLinkToEachOtherAreNotFollowed() {
    String one = workspace.page("One");
    String two = workspace.page("Two");
    workspace.append(one, Block.of("link_to_page", Json.object("type", "page_id", "page_id", two)));
    workspace.append(two, Block.of("link_to_page", Json.object("type", "page_id", "page_id", one)));
    assertThat(reader.body(one))
        .isEqualTo("[Two](https://www.notion.so/" + two.replace("-", "") + ")");
  }

  @Test
  void aBlockDeletedWhileThePageIsReadLosesOnlyWhatIsBelowIt() {
    String page =
        workspace.page("P", Block.text("toggle", "T", Block.paragraph("x")), Block.paragraph("y"));
    String toggle = workspace.append(page, Block.text("toggle", "U", Block.paragraph("z"))).get(0);
    server.faults().after(page + "/children", 1, () -> workspace.remove(toggle));
    assertThat(reader.body(page)).contains("x").contains("y").doesNotContain("z");
  }

  @Test
  void emptyListItemsAndUnusualNestingKeepTheirPlace() {
    String page =
        workspace.page(
            "P",
            Block.text("numbered_list_item", ""),
            Block.text("numbered_list_item", "two", Block.code("x\n\ny", "plain text", "")),
            Block.paragraph(""),
            Block.text("numbered_list_item", "one again"));
    assertThat(reader.body(page))
        .isEqualTo("1.\n2. two\n\n   ```\n   x\n\n   y\n   ```\n\n<!-- -->\n\n1. one again");
  }

  @Test
  void whatIsBelowAnEmptyItemIsStillIn() {
    String page =
        workspace.page(
            "P", Block.text("bulleted_list_item", "", Block.paragraph("a"), Block.paragraph("b")));

    assertThat(reader.body(page)).isEqualTo("-\n  a\n\n  b");
  }

  @Test
  void blockDatesAndTitlesAreEscaped() {
    String page = workspace.page("1 * 2 <b>", Block.paragraph("# no heading\n- no list\n1. none"));
    assertThat(reader.content("page", page))
        .isEqualTo("# 1 \\* 2 \\<b>\n\n\\# no heading  \n\\- no list  \n1\\. none\n");
  }

  @Test
  void aPageWithTooManyBlocksIsRefused() {
    String page = workspace.page("P", Block.paragraph("a"), Block.paragraph("b"));
    try (Reader small = new Reader(server, Map.of("max_blocks", "1"))) {
      assertThatThrownBy(() -> small.read("page", page)).hasMessageContaining("max_blocks");
    }
  }

  @Test
  void richTextInAHeadingStaysOnOneLine() {
    String page =
        workspace.page(
            "P",
            Block.rich(
                "heading_2", Texts.of(Texts.text("a\nb ", "bold"), Texts.text("c", "italic"))));
    assertThat(reader.body(page)).isEqualTo("## **a b** *c*");
  }
}

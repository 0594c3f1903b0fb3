package io.millrace.datasource.notion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.OnlineDocumentDatasource.PageInfo;
import io.millrace.testkit.notion.Block;
import io.millrace.testkit.notion.FakeWorkspace;
import io.millrace.testkit.notion.Faults;
import io.millrace.testkit.notion.Json;
import io.millrace.testkit.notion.NotionServer;
import io.millrace.testkit.notion.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class NotionPagesTest {
  private final NotionServer server = NotionServer.start();
  private final FakeWorkspace workspace = server.workspace();
  private final Reader reader = new Reader(server, Map.of());

  NotionPagesTest() throws IOException {}

  @AfterEach
  void close() {
    reader.close();
    server.close();
  }

  @Test
  void theProviderIsFound() {
    DatasourceProvider provider =
        ServiceLoader.load(DatasourceProvider.class).findFirst().orElseThrow();
    assertThat(provider.id()).isEqualTo("notion_datasource");
    assertThat(provider.aliases()).containsExactly("notion");
    assertThat(provider.type()).isEqualTo(DatasourceType.ONLINE_DOCUMENT);
    assertThat(provider.credentialFields())
        .filteredOn("required", true)
        .extracting("name")
        .containsExactly("integration_secret");
  }

  @Test
  void everyPageIsListedWithItsPlaceInTheTree() {
    String top = workspace.page("Top");
    workspace.object(top).set("icon", Json.object("type", "emoji", "emoji", "🌾"));
    String below = workspace.pageBelow(top, "Below");
    String column =
        workspace
            .append(top, Block.of("column_list", Json.object(), Block.of("column", Json.object())))
            .get(0);
    String inBlock = workspace.pageInBlock(column, "In a column");
    String database = Samples.deliveries(workspace, 1);

    List<PageInfo> pages = reader.pages();

    assertThat(pages)
        .extracting(PageInfo::pageId, PageInfo::name, PageInfo::type, PageInfo::parentId)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(top, "Top", "page", "root"),
            org.assertj.core.groups.Tuple.tuple(below, "Below", "page", top),
            org.assertj.core.groups.Tuple.tuple(inBlock, "In a column", "page", top),
            org.assertj.core.groups.Tuple.tuple(database, "Deliveries", "database", "root"),
            org.assertj.core.groups.Tuple.tuple(
                pages.get(4).pageId(), "Delivery 1", "page", database));
    assertThat(pages.get(0).icon()).isEqualTo(Map.of("type", "emoji", "emoji", "🌾"));
    assertThat(pages.get(0).lastEditedTime()).isEqualTo(FakeWorkspace.EDITED);
    assertThat(pages)
        .allSatisfy(
            page -> {
              assertThat(page.workspaceId()).isEqualTo(FakeWorkspace.ID);
              assertThat(page.workspaceName()).isEqualTo(FakeWorkspace.NAME);
            });
  }

  @Test
  void theOlderVersionGivesTheSameList() {
    workspace.page("Top");
    Samples.deliveries(workspace, 3);
    try (Reader old = new Reader(server, Map.of("version", "2022-06-28"))) {
      assertThat(old.pages()).isEqualTo(reader.pages());
    }
  }

  @Test
  void allPagesOfTheListingAreRead() {
    for (int i = 0; i < 250; i++) {
      workspace.page("Page " + i);
    }
    assertThat(reader.pages()).hasSize(250).doesNotHaveDuplicates();
    assertThat(server.count("/v1/search")).isEqualTo(3);
  }

  @Test
  void theListingIsReadNoFasterThanItIsUsed() {
    for (int i = 0; i < 250; i++) {
      workspace.page("Page " + i);
    }
    try (var pages =
        reader.notion.pages(
            new io.millrace.datasource.OnlineDocumentDatasource.PagesRequest(null, Map.of()))) {
      assertThat(pages.iterator().next().name()).isEqualTo("Page 0");
    }
    assertThat(server.count("/v1/search")).isEqualTo(1);
  }

  @Test
  void whatIsInTheTrashIsNotListed() {
    workspace.page("Kept");
    workspace.trash(workspace.page("Gone"));
    String moved = workspace.page("Trashed meanwhile");
    workspace.object(moved).put("in_trash", true);
    assertThat(reader.pages()).extracting(PageInfo::name).containsExactly("Kept");
  }

  @Test
  void aPageDeletedDuringTheListingTakesNothingElseAlong() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      ids.add(workspace.page("Page " + i));
    }
    server.faults().after("/v1/search", 1, () -> workspace.remove(ids.get(149)));
    assertThat(reader.pages()).hasSize(149);
  }

  @Test
  void aPageThatMovesWithinTheListingMeanwhileIsListedOnce() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      ids.add(workspace.page("Page " + i));
    }
    server.faults().after("/v1/search", 1, () -> workspace.moveToFront(ids.get(149)));
    assertThat(reader.pages())
        .extracting(PageInfo::pageId)
        .containsExactlyElementsOf(ids.subList(0, 149));
  }

  @Test
  void aPageThatGoesToAnotherParentMeanwhileHasTheOneThatNotionTold() {
    String old = workspace.page("Old parent");
    String moved = "";
    for (int i = 0; i < 120; i++) {
      moved = workspace.pageBelow(old, "Page " + i);
    }
    String last = moved;
    server
        .faults()
        .after(
            "/v1/search",
            1,
            () ->
                workspace
                    .object(last)
                    .set("parent", Json.object("type", "workspace", "workspace", true)));
    assertThat(reader.pages())
        .last()
        .extracting(PageInfo::pageId, PageInfo::parentId)
        .containsExactly(last, "root");
  }

  @Test
  void aListingThatFailsTellsWhereToGoOn() {
    for (int i = 0; i < 250; i++) {
      workspace.page("Page " + i);
    }
    server
        .faults()
        .after(
            "/v1/search", 1, () -> server.faults().next("/v1/search", Faults.Kind.UNAVAILABLE, 4));
    assertThatThrownBy(reader::pages)
        .isInstanceOfSatisfying(
            DatasourceException.class,
            e -> {
              assertThat(e.isRetriable()).isTrue();
              assertThat(e)
                  .hasMessageContaining("stopped after 100 pages")
                  .hasMessageContaining("start_cursor=");
              String cursor =
                  String.valueOf(e.getMessage())
                      .replaceFirst("(?s).*start_cursor=([0-9a-f-]+).*", "$1");
              assertThat(reader.pages(Map.of("start_cursor", cursor)))
                  .hasSize(150)
                  .first()
                  .extracting(PageInfo::name)
                  .isEqualTo("Page 100");
            });
  }

  @Test
  void aCursorThatRepeatsEndsTheListing() {
    for (int i = 0; i < 150; i++) {
      workspace.page("Page " + i);
    }
    server.faults().next("/v1/search", Faults.Kind.SAME_CURSOR, 1_000);
    assertThatThrownBy(reader::pages)
        .isInstanceOf(DatasourceException.class)
        .hasMessageContaining("a cursor for the second time");
  }
}

package io.millrace.datasource.drive;

import static io.millrace.datasource.drive.DriveBench.file;
import static io.millrace.datasource.drive.RestServer.json;
import static io.millrace.datasource.drive.RestServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.OnlineDriveDatasource.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OneDrive and SharePoint, by a fixture made after the reference of Microsoft Graph. */
class OneDriveTest {
  private final Map<String, List<Map<String, Object>>> children = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> items = new LinkedHashMap<>();
  private String content = "content";
  private int links;
  private int expiredLinks;

  @SuppressWarnings("NullAway.Init")
  private RestServer server;

  @SuppressWarnings("NullAway.Init")
  private DriveBench bench;

  @BeforeEach
  void open() throws Exception {
    server = new RestServer();
    server.service = this::answer;
    bench = new DriveBench("onedrive", server.credential("/v1.0"));
  }

  @AfterEach
  void close() {
    bench.close();
    server.close();
  }

  private Map<String, Object> item(String path, String id, @Nullable String kind) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("id", id);
    item.put("name", id + (kind == null ? ".txt" : ""));
    item.put("eTag", "\"" + id + ",1\"");
    item.put("cTag", "\"c:" + id + ",1\"");
    item.put("lastModifiedDateTime", "2026-01-02T03:04:05Z");
    if (kind == null) {
      item.put("size", content.length());
      item.put("file", Map.of("mimeType", "text/plain"));
    } else {
      item.put(kind, Map.of());
    }
    children.computeIfAbsent(path, p -> new ArrayList<>()).add(item);
    return item;
  }

  private MockResponse answer(RestServer.Request request) {
    String path = request.path();
    if (path.startsWith("/presigned")) {
      assertThat(request.header("Authorization")).isNull();
      if (Integer.parseInt(path.substring("/presigned/".length())) <= expiredLinks) {
        return status(401, "{}");
      }
      return server.bytes(request, content.getBytes(StandardCharsets.UTF_8), Map.of());
    }
    path = path.substring("/v1.0".length());
    List<Map<String, Object>> level = children.get(path);
    if (level != null) {
      int from = Integer.parseInt(request.query().getOrDefault("$skiptoken", "0"));
      int to = Math.min(level.size(), from + 2);
      Map<String, Object> page = new LinkedHashMap<>();
      page.put("value", level.subList(from, to));
      if (to < level.size()) {
        page.put("@odata.nextLink", server.url() + "/v1.0" + path + "?$skiptoken=" + to);
      }
      return json(page);
    }
    Map<String, Object> item = items.get(path);
    if (item == null) {
      return status(404, "{\"error\":{\"code\":\"itemNotFound\"}}");
    }
    Map<String, Object> linked = new LinkedHashMap<>(item);
    linked.put("@microsoft.graph.downloadUrl", server.url() + "/presigned/" + ++links);
    return json(linked);
  }

  @Test
  void allPagesAreFollowedFoldersEnteredAndShortcutsReadWhereTheyLead() {
    String root = "/me/drive/root/children";
    item(root, "a", null);
    item(root, "sub", "folder");
    item("/me/drive/items/sub/children", "b", null);
    item(root, "gone", "deleted");
    Map<String, Object> link = item(root, "link", null);
    link.remove("file");
    link.put(
        "remoteItem",
        Map.of(
            "id",
            "r1",
            "name",
            "r.txt",
            "size",
            7,
            "file",
            Map.of(),
            "parentReference",
            Map.of("driveId", "d9")));
    item(root, "c", null);

    assertThat(bench.ids(null, "root"))
        .containsExactlyInAnyOrder("a", "b", "c", "drives/d9/items/r1");
  }

  @Test
  void theRootAlsoShowsWhatOthersShare() {
    item("/me/drive/root/children", "a", null);
    item("/me/drive/sharedWithMe", "b", null);
    assertThat(bench.browse(null, null, 5, null).files())
        .extracting(Entry::id)
        .containsExactly("sharedWithMe", "a");
    assertThat(bench.ids(null, "")).containsExactly("a", "b");
  }

  @Test
  void aFileIsReadByItsSignedLinkWithoutAToken() {
    items.put("/me/drive/items/a", item("x", "a", null));
    assertThat(bench.text(file(null, "a"))).isEqualTo("content");
  }

  @Test
  void anExpiredLinkIsAskedForAnew() {
    items.put("/me/drive/items/a", item("x", "a", null));
    expiredLinks = 1;
    assertThat(bench.text(file(null, "a"))).isEqualTo("content");
  }

  @Test
  void aTruncatedBodyIsContinuedAndAChangedOneReadAnew() {
    content = "0123456789".repeat(5000);
    items.put("/me/drive/items/a", item("x", "a", null));
    server.truncated.set(1);
    assertThat(bench.text(file(null, "a"))).isEqualTo(content);

    server.truncated.set(1);
    items.get("/me/drive/items/a").put("cTag", "\"c:a,2\"");
    assertThat(bench.text(file(null, "a"))).isEqualTo(content);
  }

  @Test
  void aForeignLinkIsNoPageToken() {
    assertThatThrownBy(
            () -> bench.browse(null, "root", 5, Map.of("next_link", "https://evil.example/x")))
        .hasMessageContaining("not a link to 127.0.0.1");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void notebooksAndMissingItemsAreNamed() {
    items.put("/me/drive/items/n", item("x", "n", "package"));
    assertThatThrownBy(() -> bench.open().download(file(null, "n")))
        .hasMessageContaining("no content to download");
    assertThatThrownBy(() -> bench.open().download(file(null, "none")))
        .hasMessage("File with ID 'none' not found.");
  }

  @Test
  void anExpiredTokenIsRefreshed() {
    items.put("/me/drive/items/a", item("x", "a", null));
    server.token = "another";
    assertThat(bench.text(file(null, "a"))).isEqualTo("content");
    assertThat(server.refreshes).isEqualTo(1);
  }

  @Test
  void sharePointHasSitesAndGroupsAndTheirLibraries() {
    try (DriveBench sharePoint = new DriveBench("sharepoint", server.credential("/v1.0"))) {
      item("/sites", "host,1,2", "folder").put("displayName", "Site");
      item("/groups", "g1", "folder").put("displayName", "Group");
      item("/sites/host,1,2/drive/root/children", "f", null);
      item("/groups/g1/drive/root/children", "sub", "folder");
      item("/groups/g1/drive/items/sub/children", "h", null);
      items.put("/sites/host,1,2/drive/items/f", item("x", "f", null));

      assertThat(sharePoint.browse(null, null, 10, null).files())
          .extracting(Entry::id, Entry::name)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("groups", "Groups"),
              org.assertj.core.groups.Tuple.tuple("host,1,2", "Site"));
      assertThat(sharePoint.ids(null, "")).containsExactlyInAnyOrder("host,1,2/f", "g1/h");
      assertThat(sharePoint.text(file(null, "host,1,2/f"))).isEqualTo("content");
      assertThatThrownBy(() -> sharePoint.open().download(file(null, "g1")))
          .hasMessageContaining("is no file");
    }
  }
}

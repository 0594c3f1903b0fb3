package io.millrace.datasource.drive;

import static io.millrace.datasource.drive.DriveBench.file;
import static io.millrace.datasource.drive.DriveBench.folder;
import static io.millrace.datasource.drive.RestServer.json;
import static io.millrace.datasource.drive.RestServer.status;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.OnlineDriveDatasource.Entry;
import io.millrace.file.FileRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Google Drive, by a fixture made after its public reference. */
class GoogleDriveTest {
  private static final String APPS = "application/vnd.google-apps.";
  private final Map<String, Map<String, Object>> files = new LinkedHashMap<>();
  private final Map<String, String> contents = new LinkedHashMap<>();
  private boolean looping;
  private int emptyPages;

  @SuppressWarnings("NullAway.Init")
  private RestServer server;

  @SuppressWarnings("NullAway.Init")
  private DriveBench bench;

  @BeforeEach
  void open() throws Exception {
    server = new RestServer();
    server.service = this::answer;
    bench = new DriveBench("google_drive", server.credential("/drive/v3"));
  }

  @AfterEach
  void close() {
    bench.close();
    server.close();
  }

  private void add(String id, String parent, String name, String type, String content) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("id", id);
    file.put("name", name);
    file.put("mimeType", type);
    file.put("parent", parent);
    file.put("modifiedTime", "2026-01-02T03:04:05.000Z");
    if (!type.startsWith(APPS)) {
      file.put("size", String.valueOf(content.getBytes(StandardCharsets.UTF_8).length));
      file.put("headRevisionId", "rev-" + content.hashCode());
      file.put(
          "sha256Checksum",
          Hashing.sha256().hashString(content, StandardCharsets.UTF_8).toString());
    }
    files.put(id, file);
    contents.put(id, content);
  }

  private void shortcut(String id, String parent, String target, String targetType) {
    add(id, parent, "link to " + target, APPS + "shortcut", "");
    requireNonNull(files.get(id))
        .put("shortcutDetails", Map.of("targetId", target, "targetMimeType", targetType));
  }

  private MockResponse answer(RestServer.Request request) {
    String path = request.path().substring("/drive/v3".length());
    if (path.equals("/drives")) {
      return json(Map.of("drives", List.of(Map.of("id", "team", "name", "Team"))));
    } else if (path.equals("/files")) {
      return list(request.query());
    }
    String id = path.split("/")[2];
    Map<String, Object> file = files.get(id);
    if (file == null) {
      return status(404, "{\"error\":{\"errors\":[{\"reason\":\"notFound\"}],\"message\":\"x\"}}");
    } else if (id.equals("forbidden") && request.query().containsKey("alt")) {
      return status(403, "{\"error\":{\"errors\":[{\"reason\":\"cannotDownloadFile\"}]}}");
    } else if (path.endsWith("/export")) {
      return server.bytes(
          request,
          ("exported as " + request.query().get("mimeType")).getBytes(StandardCharsets.UTF_8),
          Map.of());
    } else if ("media".equals(request.query().get("alt"))) {
      return server.bytes(
          request, String.valueOf(contents.get(id)).getBytes(StandardCharsets.UTF_8), Map.of());
    }
    return json(file);
  }

  private MockResponse list(Map<String, String> query) {
    String q = String.valueOf(query.get("q"));
    assertThat(q).contains("trashed = false");
    int from = Math.max(0, Integer.parseInt(query.getOrDefault("pageToken", "0")));
    if (looping && from > 0) {
      from = 0;
    }
    int size = Integer.parseInt(query.getOrDefault("pageSize", "100"));
    String parent = q.startsWith("sharedWithMe") ? "shared" : q.substring(1, q.indexOf("' in"));
    List<Map<String, Object>> level =
        files.values().stream().filter(file -> parent.equals(file.get("parent"))).toList();
    Map<String, Object> page = new LinkedHashMap<>();
    if (emptyPages > 0) {
      page.put("files", List.of());
      page.put("nextPageToken", String.valueOf(-emptyPages--));
      return json(page);
    }
    int to = Math.min(level.size(), from + Math.min(size, 2));
    page.put("files", level.subList(Math.min(from, to), to));
    if (to < level.size() || looping) {
      page.put("nextPageToken", looping ? "1" : String.valueOf(to));
    }
    return json(page);
  }

  @Test
  void aFolderIsExpandedWithItsPagesShortcutsAndCyclesAndNothingTwice() {
    add("a", "root", "a.txt", "text/plain", "A");
    add("b", "root", "b.txt", "text/plain", "B");
    add("sub", "root", "sub", APPS + "folder", "");
    add("c", "sub", "c.txt", "text/plain", "C");
    shortcut("s1", "sub", "a", "text/plain");
    shortcut("s2", "sub", "root", APPS + "folder");
    shortcut("s3", "sub", "sub", APPS + "folder");
    shortcut("s4", "sub", "other", APPS + "folder");
    add("d", "other", "d.txt", "text/plain", "D");

    assertThat(bench.ids(null, "root")).containsExactly("a", "b", "c", "d");
    assertThat(bench.expand(folder(null, "root")).get(2).entry())
        .containsEntry("path", "sub/c.txt")
        .containsKeys("checksum", "version", "modified");
  }

  @Test
  void theRootAlsoShowsWhatIsSharedAndTheSharedDrives() {
    add("a", "root", "a.txt", "text/plain", "A");
    add("b", "shared", "b.txt", "text/plain", "B");
    add("c", "team", "c.txt", "text/plain", "C");

    assertThat(bench.browse(null, null, 20, null).files())
        .extracting(Entry::id)
        .containsExactly("sharedWithMe", "sharedDrives", "a");
    assertThat(bench.ids(null, "")).containsExactly("a", "b", "c");
  }

  @Test
  void aLevelIsBrowsedPageByPageWithTheTokenOfThePageBefore() {
    for (int i = 0; i < 5; i++) {
      add("f" + i, "root", i + ".txt", "text/plain", "x");
    }
    List<String> found = new ArrayList<>();
    Map<String, Object> next = null;
    do {
      var page = bench.browse(null, "root", 20, next);
      page.files().forEach(one -> found.add(one.id()));
      next = page.nextPageParameters();
    } while (next != null);
    assertThat(found).containsExactly("f0", "f1", "f2", "f3", "f4");
  }

  @Test
  void googlesOwnDocumentsBecomeOfficeFiles() {
    add("doc", "root", "Plan", APPS + "document", "");
    add("sheet", "root", "Numbers", APPS + "spreadsheet", "");
    add("slides", "root", "Talk", APPS + "presentation", "");

    FileRef doc = bench.open().download(file(null, "doc"));
    assertThat(doc.filename()).isEqualTo("Plan.docx");
    assertThat(doc.mimeType()).endsWith("wordprocessingml.document");
    assertThat(bench.open().download(file(null, "sheet")).filename()).isEqualTo("Numbers.xlsx");
    assertThat(bench.text(file(null, "slides"))).contains("presentationml");
  }

  @Test
  void aTruncatedBodyIsContinued() {
    add("long", "root", "long.txt", "text/plain", "0123456789".repeat(10_000));
    server.truncated.set(2);
    assertThat(bench.text(file(null, "long"))).hasSize(100_000);
    assertThat(server.requests()).filteredOn(line -> line.contains("alt=media")).hasSize(3);
  }

  @Test
  void anExpiredTokenIsRefreshedOnceAndTheRotatedOneIsKept() {
    add("a", "root", "a.txt", "text/plain", "A");
    server.token = "another";

    assertThat(bench.text(file(null, "a"))).isEqualTo("A");
    assertThat(server.refreshes).isEqualTo(1);
    assertThat(bench.find("default").orElseThrow().values())
        .containsEntry("access_token", "token-1")
        .containsEntry("refresh_token", "refresh-2")
        .containsKey("expires_at");
    server.token = "yet another";
    assertThat(bench.text(file(null, "a"))).isEqualTo("A");
  }

  @Test
  void aTokenThatIsAboutToExpireIsRefreshedBeforeUse() {
    add("a", "root", "a.txt", "text/plain", "A");
    Map<String, String> old = server.credential("/drive/v3");
    old.put("expires_at", String.valueOf(System.currentTimeMillis() / 1000 + 30));
    bench.credential("default", old);

    assertThat(bench.text(file(null, "a"))).isEqualTo("A");
    assertThat(server.requests().get(0)).isEqualTo("POST /token");
  }

  @Test
  void aRevokedTokenIsNamedAndNoSecretIsShown() {
    server.token = "another";
    server.refreshToken = "none";
    assertThatThrownBy(() -> bench.browse(null, "root", 20, null))
        .hasMessageContaining("Please refresh or reauthorize the connection")
        .hasMessageNotContaining("refresh-1")
        .hasMessageNotContaining("good");
    bench.credential("default", Map.of());
    assertThatThrownBy(() -> bench.browse(null, "root", 20, null))
        .hasMessage("Access token not found in credentials");
  }

  @Test
  void aRateLimitIsWaitedFor() {
    add("a", "root", "a.txt", "text/plain", "A");
    server.busy.set(3);
    assertThat(bench.text(file(null, "a"))).isEqualTo("A");
    server.busy.set(2);
    server.busyStatus = 503;
    assertThat(bench.text(file(null, "a"))).isEqualTo("A");
  }

  @Test
  void aListingThatGoesInCirclesEndsWithAReason() {
    add("a", "root", "a.txt", "text/plain", "A");
    looping = true;
    assertThatThrownBy(() -> bench.ids(null, "root")).hasMessageContaining("goes in circles");
  }

  @Test
  void aListingWithEmptyPagesIsFollowedToItsEnd() {
    add("a", "root", "a.txt", "text/plain", "A");
    emptyPages = 3;
    assertThat(bench.ids(null, "root")).containsExactly("a");
  }

  @Test
  void oneFileWithoutPermissionIsItsOwnOutcome() {
    add("forbidden", "root", "f.txt", "text/plain", "x");
    add("a", "root", "a.txt", "text/plain", "A");
    List<DatasourceItem.DriveFile> found = bench.expand(folder(null, "root"));
    assertThatThrownBy(() -> bench.open().download(found.get(0)))
        .hasMessageContaining("cannotDownloadFile");
    assertThat(bench.text(found.get(1))).isEqualTo("A");
  }

  @Test
  void whatIsGoneTrashedOrAFolderIsNamed() {
    add("sub", "root", "sub", APPS + "folder", "");
    add("old", "root", "old.txt", "text/plain", "x");
    requireNonNull(files.get("old")).put("trashed", true);
    assertThatThrownBy(() -> bench.open().download(file(null, "gone")))
        .hasMessage("File with ID 'gone' not found.");
    assertThatThrownBy(() -> bench.open().download(file(null, "sub")))
        .hasMessageContaining("Cannot download folder 'sub'");
    assertThatThrownBy(() -> bench.open().download(file(null, "old")))
        .hasMessageContaining("in the trash");
  }
}

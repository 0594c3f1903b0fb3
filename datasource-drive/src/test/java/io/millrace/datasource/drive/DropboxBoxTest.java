package io.millrace.datasource.drive;

import static io.millrace.datasource.drive.DriveBench.file;
import static io.millrace.datasource.drive.DriveBench.folder;
import static io.millrace.datasource.drive.RestServer.json;
import static io.millrace.datasource.drive.RestServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Dropbox and Box, by fixtures made after their public references. */
class DropboxBoxTest {
  private static final byte[] CONTENT = "0123456789".repeat(2000).getBytes(StandardCharsets.UTF_8);

  @SuppressWarnings("NullAway.Init")
  private RestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RestServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Nested
  class Dropbox {
    private boolean truncatedWithoutCursor;
    private String hash =
        Hashing.sha256().hashBytes(Hashing.sha256().hashBytes(CONTENT).asBytes()).toString();

    @SuppressWarnings("NullAway.Init")
    private DriveBench bench;

    @BeforeEach
    void open() {
      server.service = this::answer;
      bench = new DriveBench("dropbox", server.credential("/2"));
    }

    @AfterEach
    void close() {
      bench.close();
    }

    private Map<String, Object> entry(String tag, String id, String path) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put(".tag", tag);
      entry.put("name", path.substring(path.lastIndexOf('/') + 1));
      entry.put("path_display", path);
      entry.put("id", id);
      if (tag.equals("file")) {
        entry.put("size", CONTENT.length);
        entry.put("rev", "r1");
        entry.put("content_hash", hash);
        entry.put("server_modified", "2026-01-02T03:04:05Z");
      }
      return entry;
    }

    private MockResponse answer(RestServer.Request request) {
      return switch (request.path()) {
        case "/2/files/list_folder" -> {
          if (request.body().contains("\"/none\"")) {
            yield status(409, "{\"error_summary\":\"path/not_found/..\"}");
          }
          Map<String, Object> page = new LinkedHashMap<>();
          page.put(
              "entries", List.of(entry("folder", "id:f", "/Sub"), entry("file", "id:a", "/a.txt")));
          page.put("has_more", true);
          if (!truncatedWithoutCursor) {
            page.put("cursor", "next");
          }
          yield json(page);
        }
        case "/2/files/list_folder/continue" ->
            json(
                Map.of(
                    "entries",
                    List.of(
                        entry("deleted", "id:x", "/x.txt"), entry("file", "id:b", "/Sub/日本.txt")),
                    "has_more",
                    false,
                    "cursor",
                    "end"));
        case "/2/files/get_metadata" -> json(entry("file", "id:a", "/a.txt"));
        case "/2/files/download" -> {
          String argument = String.valueOf(request.header("Dropbox-API-Arg"));
          yield argument.contains("id:a")
              ? server.bytes(
                  request,
                  CONTENT,
                  Map.of(
                      "Dropbox-API-Result",
                      "{\"name\":\"a.txt\",\"id\":\"id:a\",\"size\":"
                          + CONTENT.length
                          + ",\"rev\":\"r1\",\"content_hash\":\""
                          + hash
                          + "\"}"))
              : status(409, "{\"error_summary\":\"path/not_found/.\"}");
        }
        default -> status(400, "{}");
      };
    }

    @Test
    void everythingBelowAFolderComesInOneListingWithoutDeletedOnes() {
      assertThat(bench.ids(null, "")).containsExactly("id:a", "id:b");
      assertThat(bench.expand(folder(null, "")).get(1).entry())
          .containsEntry("path", "/Sub/日本.txt")
          .containsEntry("version", "r1");
    }

    @Test
    void aDownloadIsContinuedAndItsHashChecked() {
      server.truncated.set(2);
      assertThat(bench.text(file(null, "id:a"))).hasSize(CONTENT.length);
      hash = "00".repeat(32);
      assertThatThrownBy(() -> bench.open().download(file(null, "id:a")))
          .hasMessageContaining("do not match its checksum");
    }

    @Test
    void whatIsMissingIsNamed() {
      assertThatThrownBy(() -> bench.ids(null, "/none"))
          .hasMessageContaining("Failed to browse Dropbox files: ")
          .hasMessageContaining("not found");
      assertThatThrownBy(() -> bench.open().download(file(null, "id:zz")))
          .hasMessage("File with ID 'id:zz' not found");
    }

    @Test
    void aListingThatSaysMoreAndGivesNoTokenEndsWithAReason() {
      truncatedWithoutCursor = true;
      assertThatThrownBy(() -> bench.ids(null, "")).hasMessageContaining("has no token");
    }

    @Test
    void aShortLivedTokenIsRefreshed() {
      server.token = "another";
      assertThat(bench.ids(null, "")).hasSize(2);
      assertThat(server.refreshes).isEqualTo(1);
    }
  }

  @Nested
  class Box {
    private int notReady = 1;

    @SuppressWarnings("NullAway.Init")
    private DriveBench bench;

    @BeforeEach
    void open() {
      server.service = this::answer;
      bench = new DriveBench("box", server.credential("/2.0"));
    }

    @AfterEach
    void close() {
      bench.close();
    }

    private Map<String, Object> item(String type, String id, String status) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("type", type);
      item.put("id", id);
      item.put("name", id + ".txt");
      item.put("item_status", status);
      item.put("etag", "1");
      if (type.equals("file")) {
        item.put("size", CONTENT.length);
        item.put("file_version", Map.of("id", "v" + id));
        item.put("sha1", sha1());
      }
      return item;
    }

    private static String sha1() {
      ContentDigest digest = ContentDigest.of(Checksum.Kind.SHA1);
      digest.update(CONTENT, 0, CONTENT.length);
      return digest.hex();
    }

    private MockResponse answer(RestServer.Request request) {
      String path = request.path().substring("/2.0".length());
      return switch (path) {
        case "/folders/0/items" ->
            request.query().containsKey("marker")
                ? json(
                    Map.of(
                        "entries",
                        List.of(item("file", "2", "active"), item("folder", "9", "active"))))
                : json(
                    Map.of(
                        "entries",
                        List.of(
                            item("file", "1", "active"),
                            item("file", "old", "trashed"),
                            item("web_link", "w", "active")),
                        "next_marker",
                        "m2"));
        case "/folders/9/items" ->
            // a folder that lists itself
            json(
                Map.of(
                    "entries",
                    List.of(
                        item("folder", "9", "active"),
                        item("file", "1", "active"),
                        item("folder", "private", "active"))));
        case "/folders/private/items" ->
            status(403, "{\"code\":\"access_denied_insufficient_permissions\"}");
        case "/files/1" -> json(item("file", "1", "active"));
        case "/files/1/content" ->
            notReady-- > 0
                ? new MockResponse.Builder().code(202).addHeader("Retry-After", "0").build()
                : server.bytes(request, CONTENT, Map.of());
        default -> status(404, "{\"code\":\"not_found\"}");
      };
    }

    @Test
    void foldersThatListThemselvesEndAndWhatCannotBeListedIsAnItemWithAReason() {
      var found = bench.expand(folder(null, ""));
      assertThat(found).extracting(item -> item.id()).containsExactly("1", "w", "2", "private");
      assertThatThrownBy(() -> bench.open().download(found.get(1)))
          .hasMessageContaining("link to a web page");
      assertThatThrownBy(() -> bench.open().download(found.get(3)))
          .hasMessageContaining("cannot be listed: No permission");
    }

    @Test
    void aDownloadWaitsUntilTheContentIsReadyAndIsContinued() {
      server.truncated.set(1);
      assertThat(bench.text(file(null, "1"))).hasSize(CONTENT.length);
    }

    @Test
    void whatIsMissingIsNamed() {
      assertThatThrownBy(() -> bench.open().download(file(null, "77")))
          .hasMessage("File with ID '77' not found.");
    }

    @Test
    void eachRefreshTokenWorksOnceAndTheNextIsKept() {
      for (int i = 1; i <= 3; i++) {
        server.token = "revoked-" + i;
        assertThat(bench.text(file(null, "1"))).hasSize(CONTENT.length);
        assertThat(server.refreshes).isEqualTo(i);
      }
    }
  }
}

package io.millrace.datasource.drive;

import static io.millrace.datasource.drive.DriveBench.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real SFTP server, in this process. */
class SftpDriveTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path root;

  @SuppressWarnings("NullAway.Init")
  private SftpServer server;

  @SuppressWarnings("NullAway.Init")
  private Map<String, String> credential;

  @BeforeEach
  void start() throws IOException {
    server = new SftpServer(root);
    credential = server.credential();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void foldersAreExpandedAndFilesRead() throws IOException {
    Files.createDirectories(root.resolve("a/b"));
    Files.writeString(root.resolve("a/b/日本.txt"), "deep");
    Files.writeString(root.resolve("top.txt"), "top");
    try (DriveBench bench = new DriveBench("sftp", credential)) {
      assertThat(bench.ids(null, "")).containsExactlyInAnyOrder("top.txt", "a/b/日本.txt");
      assertThat(bench.text(file(null, "a/b/日本.txt"))).isEqualTo("deep");
      assertThat(bench.browse(null, "", 1, null).nextPageParameters()).isNotNull();
      assertThatThrownBy(() -> bench.open().download(file(null, "none.txt")))
          .hasMessage("File with ID 'none.txt' not found.");
      assertThatThrownBy(() -> bench.open().download(file(null, "../x")))
          .hasMessageContaining("'.' or '..'");
    }
  }

  @Test
  void aWrongPasswordAndAnotherServerAreNamed() {
    credential.put("password", "wrong");
    try (DriveBench bench = new DriveBench("sftp", credential)) {
      assertThatThrownBy(() -> bench.ids(null, "")).hasMessageContaining("does not let 'user' in");
    }
    credential.put("password", "pass");
    credential.put("host_key", "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    try (DriveBench bench = new DriveBench("sftp", credential)) {
      assertThatThrownBy(() -> bench.ids(null, ""))
          .hasMessageContaining("another key than host_key");
    }
    credential.put("host", "10.0.0.1");
    try (DriveBench bench = new DriveBench("sftp", credential)) {
      assertThatThrownBy(() -> bench.ids(null, "")).hasMessageContaining("must not be reached");
    }
  }

  @Test
  void filesWithoutBytesDeletedOnesAndLinksInCirclesAreOutcomesOrPassedOver() throws IOException {
    server.showLinks();
    Files.createDirectories(root.resolve("a"));
    Files.writeString(root.resolve("a/empty.txt"), "");
    Files.writeString(root.resolve("a/gone.txt"), "x");
    Files.createSymbolicLink(root.resolve("a/up"), root);
    try (DriveBench bench = new DriveBench("sftp", credential)) {
      var files = bench.expand(DriveBench.folder(null, "a/"));
      Files.delete(root.resolve("a/gone.txt"));
      assertThat(files).extracting(item -> item.id()).containsExactly("a/empty.txt", "a/gone.txt");
      assertThat(bench.text(file(null, "a/empty.txt"))).isEmpty();
      assertThat(files.get(0).entry()).containsKeys("modified", "size", "path");
      assertThatThrownBy(() -> bench.open().download(file(null, "a/gone.txt")))
          .hasMessageContaining("not found");
    }
  }

  @Test
  void aSessionThatTheServerEndedIsOpenedAnew() throws IOException {
    Files.writeString(root.resolve("a.txt"), "A");
    try (DriveBench bench = new DriveBench("sftp", credential)) {
      assertThat(bench.text(file(null, "a.txt"))).isEqualTo("A");
      server.endSessions();
      assertThat(bench.text(file(null, "a.txt"))).isEqualTo("A");
    }
  }
}

package io.millrace.datasource.drive.webdav;

import static io.millrace.datasource.drive.DriveBench.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.drive.DriveBench;
import io.millrace.datasource.drive.DriveContract;
import io.millrace.http.HttpCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads Tomcat's WebDAV servlet. */
class WebDavDriveTest extends DriveContract {
  @SuppressWarnings("NullAway.Init")
  private Path files;

  @SuppressWarnings("NullAway.Init")
  private WebDavServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path served = Files.createDirectory(folder.resolve("served"));
    files = Files.createDirectory(served.resolve("all files"));
    server = new WebDavServer(folder.resolve("work"), served);
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  @Override
  protected DriveBench newBench() {
    return new DriveBench("webdav", server.credential("all%20files"));
  }

  @Override
  protected @Nullable String bucket() {
    return null;
  }

  @Override
  protected void put(String path, byte[] content) throws IOException {
    Path file = files.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  @Override
  protected void delete(String path) throws IOException {
    Files.delete(files.resolve(path));
  }

  @Override
  protected boolean isDownload(HttpCall call) {
    return call.method().equals("GET");
  }

  @Override
  protected List<String> signals() {
    return List.of("etag", "modified");
  }

  @Test
  void theRootIsTheEndpointsFolder() throws Exception {
    put("one.txt", "1");
    assertThat(bench.ids(null, "")).contains(top + "one.txt");
  }

  @ParameterizedTest
  @CsvSource({
    "password, wrong, does not accept username and password",
    "endpoint, http://127.0.0.1:1, Network error when accessing WebDAV",
    "endpoint, ftp://x, must be an http or https address",
    "endpoint, http://10.1.2.3, must not be reached"
  })
  void aWrongCredentialIsNamed(String field, String value, String text) {
    Map<String, String> wrong = server.credential("all%20files");
    wrong.put(field, value);
    bench.credential("default", wrong).setting("drive.retries", "1");
    assertThatThrownBy(() -> bench.ids(null, ""))
        .hasMessageContaining(text)
        .hasMessageNotContaining("påss");
  }

  @Test
  void aFolderIsNoFileAndAFileIsNoFolder() throws Exception {
    put("a/one.txt", "1");
    assertThatThrownBy(() -> bench.open().download(file(null, top + "a")))
        .hasMessageContaining("Please select a file");
    assertThatThrownBy(() -> bench.ids(null, top + "a/one.txt/"))
        .hasMessageMatching(".*(is not a folder|not found).*");
  }
}

package io.millrace.datasource.drive;

import static io.millrace.datasource.drive.DriveBench.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Azure Blob Storage signed in to by tokens, which its emulator takes over TLS alone. */
class AzureOAuthTest {
  private static final String LISTING =
      """
      <EnumerationResults><Blobs>
      <Blob><Name>a</Name><Properties><ResourceType>directory</ResourceType></Properties></Blob>
      <Blob><Name>a/b.txt</Name><Properties><ResourceType>file</ResourceType>
      <Content-Length>7</Content-Length></Properties></Blob>
      </Blobs></EnumerationResults>
      """;

  @SuppressWarnings("NullAway.Init")
  private RestServer server;

  @SuppressWarnings("NullAway.Init")
  private DriveBench bench;

  @BeforeEach
  void open() throws Exception {
    server = new RestServer();
    server.service =
        request ->
            request.query().containsKey("comp")
                ? RestServer.status(200, LISTING)
                : server.bytes(request, "content".getBytes(StandardCharsets.UTF_8), Map.of());
    Map<String, String> credential = server.credential("/account");
    credential.put("account_name", "millrace");
    bench = new DriveBench("azure_blob", credential);
  }

  @AfterEach
  void close() {
    bench.close();
    server.close();
  }

  @Test
  void anExpiredTokenIsRefreshedAndKept() {
    server.token = "another";

    assertThat(bench.text(file("documents", "a/b.txt"))).isEqualTo("content");
    assertThat(server.refreshes).isEqualTo(1);
    assertThat(bench.find("default").orElseThrow().values())
        .containsEntry("access_token", "token-1")
        .containsEntry("refresh_token", "refresh-2");
  }

  @Test
  void aTokenThatCannotBeRefreshedIsNamed() {
    server.token = "another";
    server.refreshToken = "none";

    assertThatThrownBy(() -> bench.ids("documents", ""))
        .hasMessageContaining("reauthorize the connection")
        .hasMessageNotContaining("refresh-1");
  }

  @Test
  void foldersOfAHierarchyAreNoFiles() {
    assertThat(bench.ids("documents", "")).containsExactly("a/b.txt");
  }

  @Test
  void aCloudThatThereIsNotIsNamedWithThoseThatThereAre() {
    Map<String, String> credential = server.credential("/account");
    credential.put("account_name", "millrace");
    credential.put("cloud_environment", "elsewhere");
    bench.credential("default", credential);

    assertThatThrownBy(() -> bench.ids("documents", "")).hasMessageContaining("us_government");
  }
}

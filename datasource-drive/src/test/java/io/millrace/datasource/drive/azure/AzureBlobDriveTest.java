package io.millrace.datasource.drive.azure;

import static io.millrace.datasource.drive.DriveBench.file;
import static io.millrace.datasource.drive.DriveBench.folder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.OnlineDriveDatasource.Entry;
import io.millrace.datasource.drive.DriveBench;
import io.millrace.datasource.drive.DriveContract;
import io.millrace.datasource.drive.Faults;
import io.millrace.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads Azurite, Microsoft's own emulator; passed over where it could not be installed. */
class AzureBlobDriveTest extends DriveContract {
  private static final String CONTAINER = "documents";
  private @Nullable Azurite started;

  @BeforeAll
  void start() throws Exception {
    String missing = Azurite.missing();
    Assumptions.assumeTrue(missing == null, missing);
    started = Azurite.start();
    azurite().container(CONTAINER);
  }

  @AfterAll
  void stop() {
    if (started != null) {
      started.close();
    }
  }

  private Azurite azurite() {
    if (started == null) {
      throw new IllegalStateException("Azurite was not started");
    }
    return started;
  }

  @Override
  protected DriveBench newBench() {
    return new DriveBench("azure_blob", azurite().credential());
  }

  @Override
  protected String bucket() {
    return CONTAINER;
  }

  @Override
  protected void put(String path, byte[] content) throws Exception {
    azurite().put(CONTAINER, path, content);
  }

  @Override
  protected void delete(String path) throws Exception {
    azurite().delete(CONTAINER, path);
  }

  @Override
  protected boolean isDownload(HttpCall call) {
    return call.method().equals("GET") && !String.valueOf(call.uri().getQuery()).contains("comp=");
  }

  @Override
  protected List<String> signals() {
    return List.of("etag", "modified", "checksum");
  }

  @Test
  void withoutABucketContainersAreFoldersAndIdsBeginWithTheirName() throws Exception {
    put("sub/one.txt", "1");
    assertThat(bench.browse(null, null, 20, null).files())
        .extracting(Entry::id, Entry::folder)
        .contains(tuple(CONTAINER + "/", true));
    String id = CONTAINER + "/" + top + "sub/one.txt";
    assertThat(bench.ids(null, CONTAINER + "/" + top)).containsExactly(id);
    assertThat(bench.text(file(null, id))).isEqualTo("1");
  }

  @Test
  void theRootStandsForAllContainers() throws Exception {
    put("in-a-container.txt", "x");
    assertThat(bench.expand(folder(null, "")))
        .extracting(DatasourceItem.DriveFile::id)
        .contains(CONTAINER + "/" + top + "in-a-container.txt");
  }

  @Test
  void damagedBytesAreNotKept() throws Exception {
    put("sum.txt", "checked");

    assertThatDamageIsMended("sum.txt", "checked");
  }

  @Test
  void anArchivedBlobIsNamed() throws Exception {
    put("cold.txt", "x");
    bench.fault =
        (call, reply) ->
            isDownload(call)
                ? Faults.answer(reply, 409, "<Error><Code>BlobArchived</Code></Error>")
                : reply;
    assertThatThrownBy(() -> bench.open().download(item("cold.txt")))
        .hasMessageContaining("is in Archive tier");
  }

  @Test
  void aSharedAccessSignatureAndAConnectionStringSignInToo() throws Exception {
    put("one.txt", "1");
    bench.credential(
        "default",
        Map.of(
            "account_name",
            Azurite.ACCOUNT,
            "sas_token",
            "?" + Azurite.sas("rl", "2099-01-01T00:00:00Z"),
            "endpoint",
            azurite().endpoint()));
    assertThat(bench.text(item("one.txt"))).isEqualTo("1");
    bench.credential(
        "default",
        Map.of(
            "connection_string",
            "DefaultEndpointsProtocol=http;AccountName=%s;AccountKey=%s;BlobEndpoint=%s;"
                .formatted(Azurite.ACCOUNT, Azurite.KEY, azurite().endpoint())));
    assertThat(bench.ids(CONTAINER, top)).containsExactly(top + "one.txt");
    assertThat(bench.text(item("one.txt"))).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource({
    "account_key, d3Jvbmc=, does not accept the credential",
    "account_key, not base64!, it is Base64 text",
    "account_name, otheraccount, does not accept the credential",
    "account_name, NO, 3 to 24",
    "endpoint, http://127.0.0.1:1, Network error when accessing Azure Blob Storage",
    "endpoint, http://10.1.2.3, must not be reached"
  })
  void aWrongCredentialIsNamed(String field, String value, String text) {
    Map<String, String> wrong = azurite().credential();
    wrong.put(field, value);
    bench.credential("default", wrong).setting("drive.retries", "1");
    assertThatThrownBy(() -> bench.expand(folder(CONTAINER, top)))
        .hasMessageContaining(text)
        .hasMessageNotContaining(Azurite.KEY);
  }

  @Test
  void aSignatureThatHasExpiredOrMayNotListIsNamed() throws Exception {
    put("one.txt", "1");
    Map<String, String> values = azurite().credential();
    values.remove("account_key");
    values.put("sas_token", Azurite.sas("rl", "2020-01-01T00:00:00Z"));
    bench.credential("default", values);
    assertThatThrownBy(() -> bench.open().download(item("one.txt")))
        .hasMessageContaining("whether the sas_token has expired");
    values.put("sas_token", Azurite.sas("r", "2099-01-01T00:00:00Z"));
    bench.credential("default", values);
    assertThat(bench.text(item("one.txt"))).isEqualTo("1");
    assertThatThrownBy(() -> bench.ids(CONTAINER, top)).hasMessageContaining("No permission");
  }

  @Test
  void aContainerThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> bench.ids("no-such-container", ""))
        .hasMessageContaining("Container 'no-such-container' not found");
    assertThatThrownBy(() -> bench.open().download(file(null, "documents")))
        .hasMessageContaining("container_name/blob_path");
  }

  @Test
  void aFolderOfManyBlobsComesInPages() throws Exception {
    for (int i = 0; i < 25; i++) {
      azurite().put(CONTAINER, top + i, ("" + i).getBytes(StandardCharsets.UTF_8));
    }
    var first = bench.browse(CONTAINER, top, 10, null);
    assertThat(first.files()).hasSize(10);
    assertThat(first.nextPageParameters()).containsOnlyKeys("continuation_token");
    var second = bench.browse(CONTAINER, top, 10, first.nextPageParameters());
    assertThat(second.files()).hasSize(10).doesNotContainAnyElementsOf(first.files());
    assertThat(bench.ids(CONTAINER, top)).hasSize(25);
  }
}

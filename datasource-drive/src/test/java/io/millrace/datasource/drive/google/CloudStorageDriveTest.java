package io.millrace.datasource.drive.google;

import static io.millrace.datasource.drive.DriveBench.file;
import static io.millrace.datasource.drive.DriveBench.folder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.drive.DriveBench;
import io.millrace.datasource.drive.DriveContract;
import io.millrace.datasource.drive.Faults;
import io.millrace.http.HttpCall;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads a server that follows the reference of Cloud Storage's JSON API. */
class CloudStorageDriveTest extends DriveContract {
  private static final String BUCKET = CloudStorageServer.BUCKET;

  @SuppressWarnings("NullAway.Init")
  private CloudStorageServer server;

  @BeforeAll
  void start() throws Exception {
    server = new CloudStorageServer();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Override
  protected DriveBench newBench() {
    return new DriveBench("google_cloud_storage", server.credential());
  }

  @Override
  protected String bucket() {
    return BUCKET;
  }

  @Override
  protected void put(String path, byte[] content) {
    server.put(path, content);
  }

  @Override
  protected void delete(String path) {
    server.delete(path);
  }

  @Override
  protected boolean isDownload(HttpCall call) {
    return String.valueOf(call.uri().getQuery()).contains("alt=media");
  }

  @Override
  protected List<String> signals() {
    return List.of("etag", "version", "modified", "checksum");
  }

  /** A whole name is one part of the address, so only these cannot be asked for. */
  @Override
  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  protected void aNameWithAWayUpIsNeverSent(String name) {
    assertThatThrownBy(() -> bench.open().download(file(BUCKET, name)))
        .hasMessageContaining("cannot be asked for");
    assertThat(bench.sent).isEmpty();
  }

  @Test
  void aNameWithAWayUpIsOneNameAndNoPath() throws Exception {
    put("a/../../other/secret", "x");
    assertThat(bench.text(item("a/../../other/secret"))).isEqualTo("x");
    assertThat(bench.open().download(item("a/../../other/secret")).filename()).isEqualTo("secret");
  }

  @Test
  void theRootListsTheBucketsOfTheProjectOrThoseThatAreNamed() throws Exception {
    assertThat(bench.browse(null, null, 20, null).buckets()).containsExactly(BUCKET);
    Map<String, String> named = server.credential();
    named.put("bucket_names", "one, two");
    bench.credential("default", named);
    assertThat(bench.browse(null, null, 20, null).buckets()).containsExactly("one", "two");
  }

  @Test
  void aTokenThatIsRefusedIsReplaced() throws Exception {
    put("one.txt", "1");
    assertThat(bench.text(item("one.txt"))).isEqualTo("1");
    server.expireTokens();
    assertThat(bench.text(item("one.txt"))).isEqualTo("1");
  }

  @Test
  void damagedBytesAreNotKept() throws Exception {
    put("sum.txt", "checked");

    assertThatDamageIsMended("sum.txt", "checked");
  }

  @Test
  void aFileThatIsKeptPackedComesUnpackedAlsoWhenItBreaksOff() throws Exception {
    String text = "All is grist. ".repeat(1_000);
    server.putPacked(top + "packed.txt", text);
    AtomicInteger breaks = new AtomicInteger();
    bench.fault =
        (call, reply) ->
            isDownload(call) && reply.ok() && breaks.getAndIncrement() < 1
                ? Faults.breakingAfter(reply, 3_000)
                : reply;

    assertThat(bench.text(item("packed.txt"))).isEqualTo(text);
  }

  @Test
  void aFileWithoutPermissionIsItsOwnOutcome() throws Exception {
    put("open.txt", "open");
    put(CloudStorageServer.SHUT, "shut");
    var files = bench.expand(folder(BUCKET, top));
    assertThat(files).hasSize(2);
    assertThat(bench.text(files.get(0))).isEqualTo("open");
    assertThatThrownBy(() -> bench.open().download(files.get(1)))
        .hasMessageContaining("No permission");
  }

  @ParameterizedTest
  @CsvSource({
    "credentials, {}, must be the JSON key of a service account",
    "credentials, not json, must be the JSON key of a service account",
    "endpoint, http://127.0.0.1:1, Network error when accessing Google Cloud Storage",
    "endpoint, http://10.1.2.3, must not be reached"
  })
  void aWrongCredentialIsNamed(String field, String value, String text) {
    Map<String, String> wrong = server.credential();
    wrong.put(field, value);
    bench.credential("default", wrong).setting("drive.retries", "1");
    assertThatThrownBy(() -> bench.ids(BUCKET, ""))
        .hasMessageContaining(text)
        .hasMessageNotContaining("PRIVATE KEY");
  }

  @Test
  void aKeyOfAnotherAccountIsNamed() throws Exception {
    try (CloudStorageServer other = new CloudStorageServer()) {
      Map<String, String> wrong = server.credential();
      wrong.put("credentials", other.serviceAccount().replace(other.url(), server.url()));
      bench.credential("default", wrong);
      assertThatThrownBy(() -> bench.ids(BUCKET, ""))
          .hasMessageContaining("signing in as reader@the-project.iam.gserviceaccount.com")
          .hasMessageContaining("Invalid JWT Signature");
    }
  }

  @Test
  void aBucketThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> bench.ids("no-such-bucket", ""))
        .hasMessageContaining("Bucket 'no-such-bucket' does not exist");
  }
}

package io.millrace.datasource.drive;

import static io.millrace.datasource.drive.DriveBench.file;
import static io.millrace.datasource.drive.DriveBench.folder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.OnlineDriveDatasource.Entry;
import io.millrace.datasource.OnlineDriveDatasource.Listing;
import io.millrace.file.FileRef;
import io.millrace.file.TransferMethod;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads a real S3 server: s3proxy in this process. */
class S3DriveTest {
  @SuppressWarnings("NullAway.Init")
  private static S3Server server;

  private final String bucket = "docs-" + System.nanoTime();

  @SuppressWarnings("NullAway.Init")
  private DriveBench bench;

  @BeforeAll
  static void start() throws Exception {
    server = new S3Server();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void open() {
    server.bucket(bucket);
    bench = new DriveBench("aws_s3_storage", server.credential());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void theRootListsTheBuckets() {
    Listing root = bench.browse(null, null, 20, null);

    assertThat(root.buckets()).contains(bucket);
    assertThat(root.files()).isEmpty();
    assertThat(root.nextPageParameters()).isNull();
  }

  @Test
  void aLevelListsItsFoldersAndFilesPageByPage() {
    server.put(bucket, "a/one.txt", "1");
    server.put(bucket, "a/two.txt", "22");
    server.put(bucket, "a/sub/three.txt", "3");
    server.put(bucket, "a/", "");

    List<Entry> found = new ArrayList<>();
    Map<String, Object> next = null;
    int pages = 0;
    do {
      Listing page = bench.browse(bucket, "a/", 1, next);
      found.addAll(page.files());
      next = page.nextPageParameters();
      pages++;
    } while (next != null);

    assertThat(pages).isGreaterThan(1);
    assertThat(found)
        .extracting(Entry::id, Entry::name, Entry::size, Entry::folder)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("a/one.txt", "one.txt", 1L, false),
            org.assertj.core.groups.Tuple.tuple("a/two.txt", "two.txt", 2L, false),
            org.assertj.core.groups.Tuple.tuple("a/sub/", "sub", 0L, true));
  }

  @Test
  void aFolderStandsForEverythingBelowItAndTellsWhatMayChange() {
    server.put(bucket, "a/one.txt", "1");
    server.put(bucket, "a/b/c/d/deep.txt", "deep");
    server.put(bucket, "other.txt", "x");

    List<DatasourceItem.DriveFile> files = bench.expand(folder(bucket, "a/"));

    assertThat(files)
        .extracting(DatasourceItem.DriveFile::id)
        .containsExactlyInAnyOrder("a/one.txt", "a/b/c/d/deep.txt");
    assertThat(files)
        .allSatisfy(
            file ->
                assertThat(file.entry())
                    .containsKeys("etag", "modified", "size", "path")
                    .containsEntry("bucket", bucket)
                    .containsEntry("type", "file"));
  }

  @Test
  void aRootItemWithoutABucketStandsForAllBuckets() {
    server.put(bucket, "in-a-bucket.txt", "x");

    assertThat(bench.expand(folder(null, "")))
        .anySatisfy(
            file ->
                assertThat(file.bucket() + "/" + file.id()).isEqualTo(bucket + "/in-a-bucket.txt"));
  }

  @Test
  void theFirstFileComesBeforeTheSecondPageIsAskedForWhichIsThereBeforeTheLast() {
    server.fill(bucket, "many/", 1100);
    try (Stream<DatasourceItem.DriveFile> files = bench.open().expand(folder(bucket, "many/"))) {
      Iterator<DatasourceItem.DriveFile> one = files.iterator();
      one.next();
      assertThat(bench.sent).hasSize(1);
      int count = 1;
      for (; count < 600; one.next()) {
        count++;
      }
      await().untilAsserted(() -> assertThat(bench.sent).hasSize(2));
      for (; one.hasNext(); one.next()) {
        count++;
      }
      assertThat(count).isEqualTo(1100);
      assertThat(bench.sent).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.txt",
        "with space & plus+.txt",
        "ünïcode/文書 (1).md",
        "percent%20sign.txt",
        "emoji-😀.txt",
        "quote'\"<tag>.txt",
        "trailing.dot."
      })
  void aFileOfAnyNameIsListedAndReadAsItIs(String key) {
    server.put(bucket, key, "content of " + key);

    assertThat(bench.ids(bucket, "")).containsExactly(key);
    assertThat(bench.text(file(bucket, key))).isEqualTo("content of " + key);
  }

  @Test
  void aDownloadHasNameTypeAndSize() {
    server.put(bucket, "reports/2024/con.txt", "hello");

    FileRef file = bench.open().download(file(bucket, "reports/2024/con.txt"));

    assertThat(file.filename()).isEqualTo("_con.txt");
    assertThat(file.mimeType()).isEqualTo("text/plain");
    assertThat(file.size()).isEqualTo(5);
    assertThat(file.transferMethod()).isEqualTo(TransferMethod.TOOL_FILE);
  }

  @Test
  void aFileOfNoBytesIsAFile() {
    server.put(bucket, "empty.txt", "");
    assertThat(bench.text(file(bucket, "empty.txt"))).isEmpty();
  }

  @Test
  void anItemThatACallerNamedIsCompletedWithWhatTheServiceSays() {
    server.put(bucket, "x/y.txt", "abc");
    assertThat(bench.expand(file(bucket, "x/y.txt")))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.name()).isEqualTo("y.txt");
              assertThat(item.entry()).containsEntry("size", 3L).containsKey("etag");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "access_key_id, wrong, does not know the access key",
    "secret_access_key, wrong, does not accept the signature",
    "endpoint, http://127.0.0.1:1, Network error when accessing Amazon S3",
    "endpoint, http://no-such-host.invalid, is not known",
    "endpoint, ftp://x, must be an http or https address",
    "endpoint, http://10.1.2.3, must not be reached"
  })
  void aWrongCredentialIsNamed(String field, String value, String text) {
    Map<String, String> wrong = server.credential();
    wrong.put(field, value);
    bench.credential("default", wrong).setting("drive.retries", "1");

    assertThatThrownBy(() -> bench.open().download(file(bucket, "x")))
        .isInstanceOf(DatasourceException.class)
        .hasMessageContaining(text)
        .hasMessageNotContaining(S3Server.SECRET);
    assertThatThrownBy(() -> bench.expand(folder(bucket, "")))
        .isInstanceOf(DatasourceException.class)
        .hasMessageContaining(text);
  }

  @Test
  void withoutACredentialTheMissingFieldsAreNamed() {
    bench.credential("default", Map.of());
    assertThatThrownBy(() -> bench.browse(null, null, 20, null))
        .hasMessageContaining("Credentials not found")
        .hasMessageContaining("access_key_id");
  }

  @Test
  void aMissingBucketAndAMissingFileAreNamed() {
    assertThatThrownBy(() -> bench.expand(folder("no-such-bucket", "")))
        .hasMessageContaining("Bucket 'no-such-bucket' does not exist");
    assertThatThrownBy(() -> bench.open().download(file(bucket, "gone.txt")))
        .hasMessage("File with ID 'gone.txt' not found.");
    assertThatThrownBy(() -> bench.open().download(file(null, "x")))
        .hasMessage("Bucket name not found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../other/secret", "a/../../other/secret", "./x", "a/.."})
  void aKeyWithAWayUpIsNeverSent(String key) {
    assertThatThrownBy(() -> bench.open().download(file(bucket, key)))
        .hasMessageContaining("'.' or '..'");
    assertThat(bench.sent).isEmpty();
  }

  @Test
  void aFileThatBreaksOffIsContinuedWhereItBroke() {
    String text = "0123456789".repeat(5000);
    server.put(bucket, "long.txt", text);
    bench.fault =
        (call, reply) ->
            call.method().equals("GET") && bench.sent.size() < 4
                ? Faults.breakingAfter(reply, 12_345)
                : reply;

    assertThat(bench.text(file(bucket, "long.txt"))).isEqualTo(text);
    assertThat(bench.sent).hasSize(4);
  }

  @Test
  void aFileThatChangesInTheMiddleIsReadAnew() {
    server.put(bucket, "moving.txt", "old".repeat(10_000));
    bench.fault =
        (call, reply) -> {
          if (bench.sent.size() == 1) {
            server.put(bucket, "moving.txt", "new".repeat(10_000));
            return Faults.breakingAfter(reply, 100);
          }
          return reply;
        };

    assertThat(bench.text(file(bucket, "moving.txt"))).isEqualTo("new".repeat(10_000));
  }

  @Test
  void aServerThatIsBusyIsAskedAgain() {
    server.put(bucket, "busy.txt", "x");
    bench.fault =
        (call, reply) ->
            bench.sent.size() < 4
                ? Faults.status(reply, bench.sent.size() == 1 ? 429 : 503)
                : reply;

    assertThat(bench.text(file(bucket, "busy.txt"))).isEqualTo("x");
  }

  @Test
  void aServerThatStaysBusyIsNamed() {
    bench.setting("drive.retries", "2");
    bench.fault = (call, reply) -> Faults.status(reply, 503);

    assertThatThrownBy(() -> bench.open().download(file(bucket, "busy.txt")))
        .isInstanceOfSatisfying(
            DatasourceException.class, e -> assertThat(e.isRetriable()).isTrue())
        .hasMessageContaining("slow down");
    assertThat(bench.sent).hasSize(3);
  }

  @Test
  void damagedBytesAreNotKept() {
    server.client.putObject(
        request ->
            request
                .bucket(bucket)
                .key("sum.txt")
                .checksumAlgorithm(
                    software.amazon.awssdk.services.s3.model.ChecksumAlgorithm.SHA256),
        software.amazon.awssdk.core.sync.RequestBody.fromString("checked"));
    boolean[] once = {false};
    bench.fault =
        (call, reply) -> {
          boolean first = !once[0];
          once[0] = true;
          return first ? Faults.flipped(reply) : reply;
        };

    assertThat(bench.text(file(bucket, "sum.txt"))).isEqualTo("checked");
  }

  @Test
  void aFileThatIsTooLargeOrOfAnotherKindIsRefusedAndTheOthersArrive() {
    server.put(bucket, "a.txt", "small");
    server.put(bucket, "b.txt", "much too large");
    server.put(bucket, "c.exe", "x");
    bench.setting("drive.max-file-bytes", "5").setting("drive.extensions", "txt, .pdf");

    List<DatasourceItem.DriveFile> files = bench.expand(folder(bucket, ""));

    assertThat(bench.text(files.get(0))).isEqualTo("small");
    assertThatThrownBy(() -> bench.open().download(files.get(1)))
        .hasMessageContaining("more than the 5 bytes");
    assertThatThrownBy(() -> bench.open().download(files.get(2)))
        .hasMessageContaining("its extension is none of [txt, pdf]");
  }

  @Test
  void moreFilesThanAllowedEndTheFolderWithAReason() {
    server.fill(bucket, "n/", 4);
    bench.setting("drive.max-files", "3");
    try (Stream<DatasourceItem.DriveFile> files = bench.open().expand(folder(bucket, "n/"))) {
      Iterator<DatasourceItem.DriveFile> one = files.iterator();
      one.next();
      one.next();
      one.next();
      assertThatThrownBy(one::next).hasMessageContaining("more than 3 files");
    }
  }

  @Test
  void aFileThatWasDeletedBetweenListAndReadIsItsOwnOutcome() {
    server.put(bucket, "gone.txt", "x");
    server.put(bucket, "here.txt", "y");
    List<DatasourceItem.DriveFile> files = bench.expand(folder(bucket, ""));
    server.client.deleteObject(request -> request.bucket(bucket).key("gone.txt"));

    assertThatThrownBy(() -> bench.open().download(files.get(0))).hasMessageContaining("not found");
    assertThat(bench.text(files.get(1))).isEqualTo("y");
  }

  @Test
  void anEmptyFolderSaysSo() {
    assertThatThrownBy(() -> bench.expand(folder(bucket, "nothing/")))
        .hasMessageContaining("holds no file at all");
  }

  @Test
  void oneFileOfAThousandWithoutPermissionIsItsOwnOutcomeAndTheOthersArrive() {
    server.fill(bucket, "t/", 1000);
    bench.fault =
        (call, reply) ->
            call.uri().getPath().endsWith("/t/500")
                ? Faults.answer(reply, 403, "<Error><Code>AccessDenied</Code></Error>")
                : reply;

    int arrived = 0;
    List<String> refused = new ArrayList<>();
    for (DatasourceItem.DriveFile file : bench.expand(folder(bucket, "t/"))) {
      try {
        assertThat(bench.text(file)).isEqualTo("text " + file.name());
        arrived++;
      } catch (DatasourceException e) {
        refused.add(e.getMessage());
      }
    }

    assertThat(arrived).isEqualTo(999);
    assertThat(refused)
        .containsExactly("No permission: reading of 't/500' is denied to this credential");
  }

  @Test
  void aBucketMayBePartOfTheHostName() {
    server.put(bucket, "a.txt", "x");
    Map<String, String> virtual = server.credential();
    virtual.put("endpoint", "http://no-such-host.invalid");
    virtual.put("path_style", "false");
    bench.credential("default", virtual).setting("drive.retries", "0");
    List<String> hosts = new ArrayList<>();
    bench.asked = call -> hosts.add(call.uri().getHost());

    assertThatThrownBy(() -> bench.open().download(file(bucket, "a.txt")))
        .hasMessageContaining("is not known");
    assertThat(hosts).containsExactly(bucket + ".no-such-host.invalid");
  }
}

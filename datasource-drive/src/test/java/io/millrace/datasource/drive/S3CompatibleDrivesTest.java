package io.millrace.datasource.drive;

import static io.millrace.datasource.drive.DriveBench.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.OnlineDriveDatasource.Entry;
import io.millrace.datasource.OnlineDriveDatasource.Listing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The stores that speak S3 beside their own protocol, each with its own names for the keys and its
 * own addresses. How they are read from there on is S3's, which other tests hold.
 */
class S3CompatibleDrivesTest {
  private static final String BUCKET = "documents";

  @SuppressWarnings("NullAway.Init")
  private static S3Server server;

  /** One of them, and what Dify's plugin calls its cursor. */
  private enum Store {
    TENCENT("tencent_cos_storage", "secret_id", "secret_key", "marker", "cos.%s.myqcloud.com"),
    ALIYUN(
        "aliyun_oss",
        "access_key_id",
        "access_key_secret",
        "continuation_token",
        "s3.oss-%s.aliyuncs.com"),
    BACKBLAZE(
        "b2",
        "application_key_id",
        "application_key",
        "continuation_token",
        "s3.%s.backblazeb2.com");

    private final String provider;
    private final String keyField;
    private final String secretField;
    private final String cursor;
    private final String host;

    Store(String provider, String keyField, String secretField, String cursor, String host) {
      this.provider = provider;
      this.keyField = keyField;
      this.secretField = secretField;
      this.cursor = cursor;
      this.host = host;
    }

    /** Returns a drive whose credential lacks a field, or has another value for it. */
    DriveBench with(String field, String value) {
      Map<String, String> values = new LinkedHashMap<>();
      values.put("endpoint", server.endpoint());
      values.put("region", "some-region-1");
      values.put(keyField, S3Server.KEY);
      values.put(secretField, S3Server.SECRET);
      values.put(field, value);
      values.values().removeIf(String::isEmpty);
      return new DriveBench(provider, values);
    }

    DriveBench open() {
      return with("", "");
    }
  }

  @BeforeAll
  static void start() throws Exception {
    server = new S3Server();
    server.bucket(BUCKET);
    server.put(BUCKET, "a/one.txt", "1");
    server.put(BUCKET, "a/文書 + (2).txt", "22");
    server.put(BUCKET, "a/sub/three.txt", "333");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void aLevelIsBrowsedPageByPageByTheStoresOwnCursor(Store store) {
    try (DriveBench bench = store.open()) {
      List<String> found = new ArrayList<>();
      Map<String, Object> next = null;
      do {
        Listing page = bench.browse(BUCKET, "a/", 1, next);
        page.files().stream().map(Entry::id).forEach(found::add);
        next = page.nextPageParameters();
        if (next != null) {
          assertThat(next).containsOnlyKeys(store.cursor);
        }
      } while (next != null);

      assertThat(found).containsExactlyInAnyOrder("a/one.txt", "a/文書 + (2).txt", "a/sub/");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFolderIsExpandedAndItsFilesAreRead(Store store) {
    try (DriveBench bench = store.open()) {
      assertThat(bench.expand(DriveBench.folder(BUCKET, "a/")))
          .extracting(item -> item.id() + " " + bench.text(item))
          .containsExactlyInAnyOrder("a/one.txt 1", "a/文書 + (2).txt 22", "a/sub/three.txt 333");
      assertThat(bench.expand(file(BUCKET, "a/one.txt")).get(0).entry())
          .containsKeys("etag", "modified")
          .containsEntry("size", 1L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWrongOrMissingKeyIsNamedByItsOwnField(Store store) {
    try (DriveBench bench = store.with(store.secretField, "wrong")) {
      assertThatThrownBy(() -> bench.ids(BUCKET, ""))
          .hasMessageContaining("does not accept the signature");
    }
    for (String field : List.of(store.keyField, store.secretField)) {
      try (DriveBench bench = store.with(field, "")) {
        assertThatThrownBy(() -> bench.ids(BUCKET, "")).hasMessageContaining(field);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRegionIsAskedFor(Store store) {
    try (DriveBench bench = store.with("region", "")) {
      assertThatThrownBy(() -> bench.ids(BUCKET, "")).hasMessageContaining("'region'");
    }
  }

  /** Without a server there: no test asks a name server. */
  @ParameterizedTest
  @EnumSource
  void theRegionMakesTheAddress(Store store) {
    try (DriveBench bench = store.with("endpoint", "")) {
      List<String> hosts = new ArrayList<>();
      bench.asked = call -> hosts.add(call.uri().getHost());

      assertThatThrownBy(() -> bench.ids(BUCKET, "")).hasMessageContaining("is not known");
      String host = store.host.formatted("some-region-1");
      boolean inPath = store == Store.BACKBLAZE;
      assertThat(hosts).containsExactly(inPath ? host : BUCKET + "." + host);
    }
  }
}

package io.millrace.datasource.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.http.HttpCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** The stores that speak S3 beside their own protocol, each with its own names for the keys. */
class S3CompatibleDrivesTest {
  /** One of them, over an S3 server. */
  abstract static class OverS3 extends DriveContract {
    private static final String BUCKET = "documents";
    private final String provider;
    private final String keyField;
    private final String secretField;

    @SuppressWarnings("NullAway.Init")
    private S3Server server;

    OverS3(String provider, String keyField, String secretField) {
      this.provider = provider;
      this.keyField = keyField;
      this.secretField = secretField;
    }

    @BeforeAll
    void start() throws Exception {
      server = new S3Server();
      server.bucket(BUCKET);
    }

    @AfterAll
    void stop() throws Exception {
      server.close();
    }

    Map<String, String> credential() {
      Map<String, String> values = new LinkedHashMap<>();
      values.put("endpoint", server.endpoint());
      values.put("region", "some-region-1");
      values.put(keyField, S3Server.KEY);
      values.put(secretField, S3Server.SECRET);
      return values;
    }

    @Override
    protected DriveBench newBench() {
      return new DriveBench(provider, credential());
    }

    @Override
    protected String bucket() {
      return BUCKET;
    }

    @Override
    protected void put(String path, byte[] content) {
      server.client.putObject(
          request -> request.bucket(BUCKET).key(path), RequestBody.fromBytes(content));
    }

    @Override
    protected void delete(String path) {
      server.client.deleteObject(request -> request.bucket(BUCKET).key(path));
    }

    @Override
    protected boolean isDownload(HttpCall call) {
      return call.method().equals("GET")
          && !String.valueOf(call.uri().getQuery()).contains("list-type");
    }

    @Override
    protected List<String> signals() {
      return List.of("etag", "modified");
    }

    @Test
    void aWrongOrMissingKeyIsNamedByItsOwnField() {
      Map<String, String> wrong = credential();
      wrong.put(secretField, "wrong");
      bench.credential("default", wrong);
      assertThatThrownBy(() -> bench.ids(BUCKET, ""))
          .hasMessageContaining("does not accept the signature");
      wrong.remove(secretField);
      bench.credential("default", wrong);
      assertThatThrownBy(() -> bench.ids(BUCKET, "")).hasMessageContaining(secretField);
    }

    @Test
    void aRegionIsAskedFor() {
      Map<String, String> without = credential();
      without.remove("region");
      bench.credential("default", without);
      assertThatThrownBy(() -> bench.ids(BUCKET, "")).hasMessageContaining("'region'");
    }

    /**
     * Returns the address that a region has, without a server there: no test asks a name server.
     */
    String askedFor() {
      Map<String, String> values = credential();
      values.remove("endpoint");
      bench.credential("default", values);
      String[] host = {""};
      bench.asked = call -> host[0] = call.uri().getHost();
      assertThatThrownBy(() -> bench.ids(BUCKET, "")).hasMessageContaining("is not known");
      return host[0];
    }
  }

  @Nested
  class TencentCos extends OverS3 {
    TencentCos() {
      super("tencent_cos_storage", "secret_id", "secret_key");
    }

    @Test
    void theRegionMakesTheAddress() {
      assertThat(askedFor()).isEqualTo("documents.cos.some-region-1.myqcloud.com");
    }
  }

  @Nested
  class AliyunOss extends OverS3 {
    AliyunOss() {
      super("aliyun_oss", "access_key_id", "access_key_secret");
    }

    @Test
    void theRegionMakesTheAddress() {
      assertThat(askedFor()).isEqualTo("documents.s3.oss-some-region-1.aliyuncs.com");
    }
  }

  @Nested
  class BackblazeB2 extends OverS3 {
    BackblazeB2() {
      super("b2", "application_key_id", "application_key");
    }

    @Test
    void theRegionMakesTheAddress() {
      assertThat(askedFor()).isEqualTo("s3.some-region-1.backblazeb2.com");
    }
  }
}

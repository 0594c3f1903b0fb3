package io.millrace.datasource.drive;

import static io.millrace.datasource.drive.DriveBench.file;
import static io.millrace.datasource.drive.DriveBench.folder;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** A second S3 server, written by others: what one of them lets pass the other may not. */
class S3MockDriveTest extends DriveContract {
  private static final String BUCKET = "documents";

  @SuppressWarnings("NullAway.Init")
  private S3MockServer server;

  @BeforeAll
  void start() {
    server = new S3MockServer();
    server.client.createBucket(request -> request.bucket(BUCKET));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Override
  protected DriveBench newBench() {
    return new DriveBench("aws_s3_storage", server.credential());
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
  void aBucketThatKeepsVersionsTellsThem() {
    String bucket = "versions";
    server.client.createBucket(request -> request.bucket(bucket));
    server.client.putBucketVersioning(
        request ->
            request
                .bucket(bucket)
                .versioningConfiguration(of -> of.status(BucketVersioningStatus.ENABLED)));
    String version =
        server
            .client
            .putObject(r -> r.bucket(bucket).key("a.txt"), RequestBody.fromString("1"))
            .versionId();
    assertThat(bench.expand(file(bucket, "a.txt")).get(0).entry())
        .containsEntry("version", version);
    assertThat(bench.text(file(bucket, "a.txt"))).isEqualTo("1");
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"SHA256", "SHA1", "CRC32", "CRC32_C"})
  void aStoredChecksumIsVerified(ChecksumAlgorithm algorithm) {
    server.client.putObject(
        request -> request.bucket(BUCKET).key(top + "sum").checksumAlgorithm(algorithm),
        RequestBody.fromString("checked"));

    assertThatDamageIsMended("sum", "checked");
  }

  @Test
  void anObjectOfSeveralPartsIsReadWhole() {
    byte[] part = "part".repeat(1_500_000).getBytes(StandardCharsets.UTF_8);
    String key = top + "parts";
    String upload = server.client.createMultipartUpload(r -> r.bucket(BUCKET).key(key)).uploadId();
    List<CompletedPart> parts =
        List.of(1, 2).stream()
            .map(
                number ->
                    CompletedPart.builder()
                        .partNumber(number)
                        .eTag(
                            server
                                .client
                                .uploadPart(
                                    r ->
                                        r.bucket(BUCKET)
                                            .key(key)
                                            .uploadId(upload)
                                            .partNumber(number),
                                    RequestBody.fromBytes(part))
                                .eTag())
                        .build())
            .toList();
    server.client.completeMultipartUpload(
        r -> r.bucket(BUCKET).key(key).uploadId(upload).multipartUpload(of -> of.parts(parts)));
    assertThat(bench.open().download(item("parts")).size()).isEqualTo(2L * part.length);
    assertThat(bench.ids(BUCKET, top)).containsExactly(key);
  }

  @Test
  void theRootStandsForAllBuckets() throws Exception {
    put("one.txt", "1");
    assertThat(bench.expand(folder(null, "")))
        .extracting(item -> item.bucket() + "/" + item.id())
        .contains(BUCKET + "/" + top + "one.txt");
  }
}

package io.millrace.datasource.drive;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** An S3 server in this process, with its store in memory, and a client to fill it. */
@SuppressWarnings("try") // the server says that stopping it may be interrupted
final class S3Server implements AutoCloseable {
  static final String KEY = "local-identity";
  static final String SECRET = "local-secret";

  private final S3Proxy server;
  private final BlobStore store = BlobStores.create("transient-nio2", new Properties());
  final S3Client client;

  S3Server() throws Exception {
    server =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
    client =
        S3Client.builder()
            .endpointOverride(URI.create(endpoint()))
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
            .build();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getPort();
  }

  Map<String, String> credential() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("endpoint", endpoint());
    values.put("access_key_id", KEY);
    values.put("secret_access_key", SECRET);
    values.put("region_name", "us-east-1");
    return values;
  }

  void bucket(String name) {
    client.createBucket(request -> request.bucket(name));
  }

  /** Puts many objects without a call for each; the texts are {@code text 0} and so on. */
  void fill(String bucket, String prefix, int count) {
    for (int i = 0; i < count; i++) {
      byte[] text = ("text " + i).getBytes(StandardCharsets.UTF_8);
      PutObjectRequest request =
          PutObjectRequest.builder()
              .bucket(bucket)
              .key(prefix + i)
              .contentLength((long) text.length)
              .build();
      store.putBlob(request, new ByteArrayInputStream(text));
    }
  }

  void put(String bucket, String key, String text) {
    client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text));
  }

  @Override
  public void close() throws Exception {
    client.close();
    server.stop();
  }
}

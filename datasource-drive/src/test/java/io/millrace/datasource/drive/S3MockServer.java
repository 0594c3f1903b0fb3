package io.millrace.datasource.drive;

import com.adobe.testing.s3mock.S3MockApplication;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Adobe's S3Mock in this process, and a client to fill it. It takes every key. */
final class S3MockServer implements AutoCloseable {
  private final S3MockApplication server;
  final S3Client client;

  S3MockServer() {
    // it puts its defaults into the map
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put(S3MockApplication.PROP_HTTP_PORT, "0");
    settings.put(S3MockApplication.PROP_HTTPS_PORT, "0");
    settings.put(S3MockApplication.PROP_SILENT, "true");
    server = S3MockApplication.start(settings, "--server.address=127.0.0.1");
    client =
        S3Client.builder()
            .endpointOverride(URI.create(endpoint()))
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "key")))
            .build();
  }

  @SuppressWarnings("deprecation") // there is no other way to the port of plain HTTP
  String endpoint() {
    return "http://127.0.0.1:" + server.getHttpPort();
  }

  Map<String, String> credential() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("endpoint", endpoint());
    values.put("access_key_id", "any");
    values.put("secret_access_key", "key");
    return values;
  }

  @Override
  public void close() {
    client.close();
    server.stop();
  }
}

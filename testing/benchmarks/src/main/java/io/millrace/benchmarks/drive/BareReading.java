package io.millrace.benchmarks.drive;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What the bare HTTP client gets out of the server for the same calls: pages of the listing, each
 * before its objects, and the objects. All addresses are known and signed before the clock runs;
 * nothing is understood, and nothing is checked.
 */
final class BareReading extends Reading {
  private static final int PAGE = 1_000;

  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .connectionPool(new ConnectionPool(AT_ONCE, 1, TimeUnit.MINUTES))
          .build();
  private final Map<String, List<Link>> links = new HashMap<>();
  private final String endpoint;

  /** An address, and the page of the listing that must be had before, if it is its first. */
  private record Link(@Nullable String page, String object) {}

  private BareReading(String endpoint, String... prefixes) {
    this.endpoint = endpoint;
    for (String prefix : prefixes) {
      links.put(prefix, links(prefix));
    }
  }

  public static void main(String[] arguments) throws Exception {
    new BareReading(arguments[0], arguments[1], arguments[2]).measure(arguments);
    System.exit(0);
  }

  private List<Link> links(String prefix) {
    List<Link> found = new ArrayList<>();
    try (S3Client list =
        S3Client.builder()
            .endpointOverride(URI.create(endpoint))
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(ObjectStore.credentials())
            .build()) {
      String token = null;
      do {
        String asked = token;
        ListObjectsV2Response answer =
            list.listObjectsV2(
                r ->
                    r.bucket(ObjectStore.BUCKET)
                        .prefix(prefix)
                        .maxKeys(PAGE)
                        .continuationToken(asked));
        Map<String, String> query = new HashMap<>(Map.of("list-type", "2", "prefix", prefix));
        query.put("max-keys", String.valueOf(PAGE));
        if (asked != null) {
          query.put("continuation-token", asked);
        }
        String page = signed("/" + ObjectStore.BUCKET, query);
        for (S3Object object : answer.contents()) {
          found.add(
              new Link(page, signed("/" + ObjectStore.BUCKET + "/" + object.key(), Map.of())));
          page = null;
        }
        token = answer.nextContinuationToken();
      } while (token != null);
    }
    return found;
  }

  private String signed(String path, Map<String, String> query) {
    SdkHttpFullRequest.Builder request =
        SdkHttpFullRequest.builder().method(SdkHttpMethod.GET).uri(URI.create(endpoint + path));
    query.forEach(request::putRawQueryParameter);
    return AwsV4HttpSigner.create()
        .sign(
            r ->
                r.identity(ObjectStore.credentials().resolveCredentials())
                    .request(request.build())
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                    .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                    .putProperty(
                        AwsV4FamilyHttpSigner.AUTH_LOCATION,
                        AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofHours(1)))
        .request()
        .getUri()
        .toString();
  }

  @Override
  void read(String prefix, Path folder) throws Exception {
    AtomicLong names = new AtomicLong();
    Iterator<Link> all = links.getOrDefault(prefix, List.of()).iterator();
    Iterator<String> listed =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return all.hasNext();
          }

          @Override
          public String next() {
            Link link = all.next();
            if (link.page() != null) {
              get(link.page(), folder.resolve("listing"));
            }
            return link.object();
          }
        };
    Workers.all(listed, link -> get(link, folder.resolve(String.valueOf(names.incrementAndGet()))));
    Files.delete(folder.resolve("listing"));
  }

  private void get(String link, Path file) {
    try (Response response = client.newCall(new Request.Builder().url(link).build()).execute();
        OutputStream out = Files.newOutputStream(file)) {
      if (!response.isSuccessful()) {
        throw new IOException("status " + response.code() + " of " + link);
      }
      response.body().byteStream().transferTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

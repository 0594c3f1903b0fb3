package io.millrace.benchmarks.drive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 server over a folder, in a process of its own that ends with this one. */
final class ObjectStore implements AutoCloseable {
  static final String KEY = "bench-identity";
  static final String SECRET = "bench-secret";
  static final String BUCKET = "bench";
  private static final int FILLERS = 4;

  private final Process process;
  private final String endpoint;

  private ObjectStore(Process process, String endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  static ObjectStore start(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                ObjectStore.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("http://")) {
        return new ObjectStore(process, line);
      }
    }
    process.destroyForcibly();
    throw new IOException("The S3 server did not start");
  }

  /** Serves a folder until standard input ends. Argument: the folder. */
  @SuppressWarnings("SystemOut") // the way to its parent
  public static void main(String[] arguments) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", arguments[0]);
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(BlobStores.create("filesystem-nio2", properties))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
    System.out.println("http://127.0.0.1:" + server.getPort());
    while (System.in.read() >= 0) {
      // nobody writes
    }
    server.stop();
  }

  String endpoint() {
    return endpoint;
  }

  static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET));
  }

  private S3Client client() {
    return S3Client.builder()
        .endpointOverride(URI.create(endpoint))
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .build();
  }

  /** Makes the bucket. */
  void bucket() {
    try (S3Client client = client()) {
      client.createBucket(request -> request.bucket(BUCKET));
    }
  }

  /** Puts so many objects of so many random bytes below a prefix. */
  void fill(String prefix, int count, int bytes) throws Exception {
    byte[] content = new byte[bytes];
    new Random(count).nextBytes(content);
    ExecutorService fillers = Executors.newFixedThreadPool(FILLERS);
    try (S3Client client = client()) {
      List<Future<?>> puts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String key = "%s%03d/%06d.bin".formatted(prefix, i % 100, i);
        puts.add(
            fillers.submit(
                () ->
                    client.putObject(
                        request -> request.bucket(BUCKET).key(key),
                        RequestBody.fromBytes(content))));
      }
      for (Future<?> put : puts) {
        put.get();
      }
    } finally {
      fillers.shutdown();
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}

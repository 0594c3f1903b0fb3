package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.PipelineEngine;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.PageRequest;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineVariable;
import io.millrace.pipeline.PipelineWriter;
import io.millrace.variable.Selector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code millrace drives} and {@code millrace run --drive}, against an S3 server. */
@Timeout(600)
class DriveCommandsTest {
  private static final String KEY = "local-identity";
  private static final String SECRET = "a-secret-that-is-kept-nowhere";

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static S3Proxy server;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Cli cli;

  @BeforeAll
  static void serve() throws Exception {
    server =
        S3Proxy.builder()
            .blobStore(BlobStores.create("transient-nio2", new Properties()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(URI.create(endpoint()))
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
            .build()) {
      client.createBucket(request -> request.bucket("library"));
      Map.of(
              "rivers/weir.md", "The weir holds the water back.",
              "rivers/deep/lock.txt", "A lock lifts boats.",
              "rivers/broken.pdf", "no PDF at all",
              "elsewhere.md", "Not below the folder.")
          .forEach(
              (key, text) ->
                  client.putObject(
                      request -> request.bucket("library").key(key), RequestBody.fromString(text)));
    }
  }

  @AfterAll
  static void end() throws Exception {
    server.stop();
  }

  private static String endpoint() {
    return "http://127.0.0.1:" + server.getPort();
  }

  @BeforeEach
  void prepare() throws IOException {
    cli = new Cli(folder);
    // drawn with another drive than the one it is run with
    new PipelineWriter()
        .write(
            Pipeline.builder("Rivers")
                .variable(
                    PipelineVariable.shared("number", "longest")
                        .label("Longest")
                        .required()
                        .build())
                .datasource("drive")
                .onlineDrive("langgenius/google_drive", "google_drive", "google_drive")
                .documentExtractor("extract", Selector.of("drive", "file"))
                .generalChunker("chunk")
                .mixed("input_variable", "{{#extract.text#}}")
                .constant("delimiter", "\\n\\n")
                .variable("max_chunk_length", Selector.of("rag", "shared", "longest"))
                .add()
                .knowledgeIndex("index")
                .chunks(Selector.of("chunk", "result"))
                .economy()
                .chain("drive", "extract", "chunk", "index")
                .build(),
            cli.pipeline);
  }

  private Cli.Outcome read(Object... more) {
    return cli.run(
        Cli.concat(
            new Object[] {
              "--drive", "s3",
              "--credential", "endpoint=" + endpoint(),
              "--credential", "access_key_id=" + KEY
            },
            more));
  }

  @Test
  void drivesAreListedWithTheKeysOfTheirCredentials() {
    Cli.Outcome drives = cli.call("drives");

    assertThat(drives.code()).isZero();
    assertThat(drives.out())
        .contains("aws_s3_storage (aws_s3, minio, s3): Amazon S3, S3 over HTTP")
        .containsPattern("secret_access_key +secret; ")
        .containsPattern("azure_blob .*\n( .*\n)* +account_name ")
        .containsPattern("sftp.*: SFTP");
    assertThat(drives.out().lines().filter(line -> !line.startsWith(" ")))
        .hasSize(15)
        .allMatch(line -> line.contains(": "));
  }

  @Test
  void aFolderIsReadWithACredentialThatIsKeptNowhere() throws IOException {
    Cli.Outcome run =
        read(
            "s3://library/rivers/",
            "--credential",
            "secret_access_key=" + SECRET,
            "--allow-private",
            "127.0.0.1");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .contains("partial-succeeded: 2 of 3 items done")
        .contains("failed  broken.pdf: Failed to extract text from PDF");
    assertThat(run.err()).contains("succeeded  weir.md").contains("succeeded  lock.txt");
    assertThat(cli.search("boats").out()).contains("lock.txt #1").contains("A lock lifts boats.");
    assertThat(run.out() + run.err()).doesNotContain(SECRET);
    try (Stream<Path> files = Files.walk(cli.store)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain(SECRET);
      }
    }
  }

  @Test
  void whatTellsOfChangesStaysWithTheDocument() throws IOException {
    read(
        "s3://library/rivers/deep/",
        "--credential",
        "secret_access_key=" + SECRET,
        "--allow-private",
        "127.0.0.1");

    try (PipelineEngine engine = PipelineEngine.builder().discover().store(cli.store).build()) {
      KnowledgeStore store = engine.knowledge().orElseThrow();
      String base = engine.knowledgeBases().get(0).id();
      List<Document> documents = store.documents(base, PageRequest.of(1, 10)).items();
      assertThat(documents)
          .singleElement()
          .satisfies(
              document ->
                  assertThat(document.source().info())
                      .containsEntry("id", "rivers/deep/lock.txt")
                      .containsEntry("bucket", "library")
                      .containsEntry("path", "rivers/deep/lock.txt")
                      .containsKeys("etag", "modified")
                      .hasEntrySatisfying("size", size -> assertThat(size).hasToString("19")));
    }
  }

  @Test
  void aSecretMayComeFromAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("secret.txt"), SECRET + "\n");

    Cli.Outcome run =
        read(
            "s3://library/rivers/weir.md",
            "--credential",
            "secret_access_key=@" + file,
            "--allow-private",
            "127.0.0.1");

    assertThat(run.code()).isZero();
    assertThat(
            read("s3://library/rivers/", "--credential", "secret_access_key=@" + folder + "/none")
                .err())
        .contains("--credential secret_access_key: there is no file");
  }

  @Test
  void fieldsComeFromTheEnvironmentToo() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.millrace.cli.MillraceCommand",
            "run",
            cli.pipeline.toString(),
            "s3://library/rivers/weir.md",
            "--input",
            "longest=500",
            "--store",
            cli.store.toString(),
            "--drive",
            "s3",
            "--allow-private",
            "127.0.0.1",
            "--credential",
            "endpoint=" + endpoint());
    builder.environment().put("MILLRACE_CREDENTIAL_ACCESS_KEY_ID", KEY);
    builder.environment().put("MILLRACE_CREDENTIAL_SECRET_ACCESS_KEY", SECRET);
    builder.environment().put("MILLRACE_CREDENTIAL_ENDPOINT", "http://127.0.0.1:1");
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("succeeded: 1 of 1 items done");
  }

  @Test
  void aPrivateHostIsReachedOnlyWhenItIsAllowed() {
    Cli.Outcome run = read("s3://library/rivers/", "--credential", "secret_access_key=" + SECRET);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("'127.0.0.1' must not be reached");
    assertThat(read("s3://library/rivers/", "--allow-private", "http://[").err())
        .contains("--allow-private: ");
  }

  @Test
  void aWrongKeyIsAnOutcomeThatSaysSo() {
    Cli.Outcome run =
        read(
            "s3://library/rivers/",
            "--credential",
            "secret_access_key=wrong",
            "--allow-private",
            "127.0.0.1");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("does not accept the signature. Check the secret key");
  }

  @Test
  void aDriveThatIsNotThereIsNamedWithThoseThatAre() {
    Cli.Outcome run = cli.run("x", "--drive", "floppy");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("floppy").contains("aws_s3_storage");
  }

  @Test
  void itemsComeFromAFileOrFromStandardInput() throws IOException {
    String lines =
        """
        {"bucket": "library", "id": "rivers/weir.md", "name": "weir.md", "type": "file"}

        {"bucket": "library", "id": "rivers/deep/", "name": "deep", "type": "folder"}
        """;
    Path file = Files.writeString(folder.resolve("items.jsonl"), lines);
    Object[] access = {
      "--credential", "secret_access_key=" + SECRET, "--allow-private", "127.0.0.1"
    };

    assertThat(read(Cli.concat(access, new Object[] {"--items", file})).out())
        .contains("succeeded: 2 of 2 items done");

    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(read(Cli.concat(access, new Object[] {"--items", "-"})).out())
          .contains("succeeded: 2 of 2 items done");
    } finally {
      System.setIn(before);
    }

    Files.writeString(file, "{\"id\": \"a\"}\nnot json\n");
    assertThat(read("--items", file).err()).contains("--items: line 2 of").contains("no");
    assertThat(read("--items", folder.resolve("none")).err()).contains("there is no file");
  }

  @Test
  void optionsWinOverTheEnvironment() throws IOException {
    AccessOptions access = new AccessOptions();
    access.credential.put("region_name", "from-option");

    assertThat(
            access.fields(
                Map.of(
                    "MILLRACE_CREDENTIAL_REGION_NAME", "from-environment",
                    "MILLRACE_CREDENTIAL_ENDPOINT", "http://x",
                    "MILLRACE_CREDENTIAL_", "nothing",
                    "OTHER", "else")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("region_name", "from-option", "endpoint", "http://x"));
    access.privateHosts.add("10.0.0.0/99");
    assertThatThrownBy(access::gate).hasMessageContaining("--allow-private");
  }
}

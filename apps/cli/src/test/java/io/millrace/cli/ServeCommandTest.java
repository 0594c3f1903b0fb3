package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class ServeCommandTest {
  private static final Pattern ADDRESS = Pattern.compile("on (http://127\\.0\\.0\\.1:\\d+/v1)");

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Cli cli;

  @BeforeEach
  void make() throws IOException {
    cli = new Cli(folder);
  }

  @Test
  void keysAreMadeListedAndRevoked() {
    Cli.Outcome made = cli.call("keys", "create", "team", "--store", cli.store);

    assertThat(made.out().strip()).matches("dataset-[A-Za-z0-9]{32}");
    assertThat(made.err()).contains("'team' of workspace default");
    Cli.Outcome list = cli.call("keys", "list", "--store", cli.store);
    assertThat(list.out()).contains("team").doesNotContain(made.out().strip());
    assertThat(cli.store.resolve("server/keys.json"))
        .content()
        .contains("sha256")
        .doesNotContain(made.out().strip());
    String id = list.out().substring(0, 8);
    assertThat(cli.call("keys", "revoke", id, "--store", cli.store).code()).isZero();
    assertThat(cli.call("keys", "list", "--store", cli.store).out()).isEmpty();
    assertThat(cli.call("keys", "revoke", id, "--store", cli.store).code())
        .isEqualTo(ExitCodes.BAD_INPUT);
  }

  @Test
  void theCommandLineWinsOverTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("serve.conf"), "port = 9000\ngrace=5\n");

    Cli.Outcome printed = cli.call("serve", "--config", file, "--port", "9100", "--print-config");

    assertThat(printed.code()).isZero();
    assertThat(printed.out())
        .containsPattern("port +9100 +# command line")
        .containsPattern("grace +5 +# .*serve.conf")
        .containsPattern("parallel +4 +# default");
  }

  @Test
  void whatAServerReachesMayStandInTheFileAndSecretsAreNotShown() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("serve.conf"),
            """
            allow-private = wiki.example, 10.0.0.0/8
            models = models.json
            setting.notion.rows = documents
            credential.token = from-the-file
            """);

    Cli.Outcome printed =
        cli.call("serve", "--config", file, "--print-config", "--credential", "key=from-the-line");

    assertThat(printed.code()).isZero();
    assertThat(printed.out())
        .containsPattern("allow-private +wiki.example, 10.0.0.0/8 +# .*serve.conf")
        .containsPattern("models +models.json +# .*serve.conf")
        .containsPattern("setting.notion.rows +documents +# .*serve.conf")
        .containsPattern("credential.token +\\*{8} +# .*serve.conf")
        .containsPattern("credential.key +\\*{8} +# command line")
        .doesNotContain("from-the");
  }

  @Test
  void aHostInTheFileIsCheckedAsOnTheCommandLine() throws IOException {
    Path file = Files.writeString(folder.resolve("serve.conf"), "allow-private = 10.0.0.0/99\n");

    Cli.Outcome outcome = cli.call("serve", "--config", file, "--store", cli.store);

    assertThat(outcome.code()).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(outcome.err()).contains("--allow-private");
  }

  @Test
  void whatIsNotKnownInAFileIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("serve.conf"), "prot = 9000\n");

    Cli.Outcome outcome = cli.call("serve", "--config", file, "--print-config");

    assertThat(outcome.code()).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(outcome.err()).contains("'prot', which is not known");
  }

  @Test
  void aSettingThatIsNoneOfTheChoicesIsNamed() {
    Cli.Outcome answer = cli.call("serve", "--store", cli.store, "--published-answer", "later");
    Cli.Outcome url = cli.call("serve", "--store", cli.store, "--public-url", "mill.example");

    assertThat(answer.code()).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(answer.err()).contains("published-answer must be run or batch, but is 'later'");
    assertThat(url.code()).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(url.err()).contains("publicUrl must begin with http:// or https://");
  }

  @Test
  void strangersAreNotServedWithoutAKey() {
    Cli.Outcome outcome =
        cli.call("serve", "--host", "0.0.0.0", "--port", "0", "--store", cli.store);

    assertThat(outcome.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(outcome.err()).contains("There is no API key");
  }

  @Test
  void whatRunHasIndexedServeFinds() throws Exception {
    cli.file("a.md", "The wheel turns");
    assertThat(cli.run(cli.documents()).code()).isZero();
    StringWriter out = new StringWriter();
    Thread server =
        new Thread(
            () ->
                MillraceCommand.commandLine()
                    .setOut(new PrintWriter(out, true))
                    .execute("serve", "--port", "0", "--store", cli.store.toString()));
    server.start();
    try {
      Matcher address = ADDRESS.matcher("");
      while (server.isAlive() && !address.reset(out.toString()).find()) {
        Thread.onSpinWait();
      }
      HttpResponse<String> list =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(address.group(1) + "/datasets")).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(list.body()).contains("\"name\":\"Notes\"").contains("\"document_count\":1");
    } finally {
      server.interrupt();
      server.join(120_000);
    }
    assertThat(server.isAlive()).isFalse();
    assertThat(cli.search("wheel").out()).contains("The wheel turns");
  }
}

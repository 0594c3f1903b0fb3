package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class RunCommandTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Cli cli;

  @BeforeEach
  void prepare() throws IOException {
    cli = new Cli(folder);
  }

  @Test
  void everyFileOfAFolderIsStoredWhichIsCodeZero() throws IOException {
    cli.file("a.md", "The sluice is closed.");
    cli.file("b.txt", "Bread is baked.");

    Cli.Outcome run = cli.run(cli.documents());

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("succeeded: 2 of 2 items done")
        .contains("knowledge base 'Notes', batch ");
    assertThat(run.err()).contains("succeeded  a.md").contains("succeeded  b.txt");
    assertThat(cli.search("sluice").out()).contains("a.md #1").contains("The sluice is closed.");
  }

  @Test
  void aGlobThatTheShellLeftAloneIsEveryFileItMatches() throws IOException {
    cli.file("a.md", "Words.");
    cli.file("deep/er/b.md", "Words.");
    cli.file("c.txt", "Words.");

    assertThat(cli.run(cli.documents().resolve("*.md")).out()).contains("1 of 1 items done");
    assertThat(cli.run(cli.documents().resolve("**/*.{md,txt}")).out())
        .contains("3 of 3 items done");
    assertThat(cli.run(cli.documents().resolve("*.pdf")))
        .satisfies(run -> assertThat(run.code()).isEqualTo(1))
        .satisfies(run -> assertThat(run.out()).contains("*.pdf").doesNotContain("allowed root"));
  }

  @Test
  void someFilesFailWhichIsCodeThreeAndEachIsNamedWithItsReason() throws IOException {
    cli.file("a.md", "Words.");
    cli.file("b.pdf", "no PDF at all");

    Cli.Outcome run = cli.run(cli.documents(), cli.folder.resolve("gone.md"));

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .contains("partial-succeeded: 1 of 3 items done")
        .contains("failed  b.pdf: Failed to extract text from PDF")
        .contains("failed  gone.md: ")
        .contains("gone.md' does not exist");
  }

  @Test
  void anAddressIsNoFileAndNothingIsDone() throws IOException {
    Cli.Outcome run = cli.run("https://example.org/a.md");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("'https://example.org/a.md' is an address");
    assertThat(cli.store).doesNotExist();
  }

  @Test
  void noFileCanBeReadWhichIsCodeOne() throws IOException {
    Cli.Outcome run = cli.run(cli.file("empty.md", ""));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("failed: 0 of 1 items done");
  }

  @Test
  void aMissingInputIsCodeTwoAndNothingIsStored() throws IOException {
    Cli.Outcome run =
        cli.call("run", cli.pipeline, cli.file("a.md", "Words."), "--store", cli.store);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("longest is required in input form")
        .contains("--input NAME=VALUE");
    assertThat(cli.search("words").err()).contains("No knowledge base");
  }

  @Test
  void anInputOfTheWrongTypeIsNamed() throws IOException {
    Cli.Outcome run = cli.run(cli.file("a.md", "Words."), "--input", "longest=many");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("longest in input form must be a valid number");
  }

  @Test
  void anInputThatThePipelineDoesNotAskForIsNamedAndTheRunGoesOn() throws IOException {
    Cli.Outcome run = cli.run(cli.file("a.md", "Words."), "--input", "lenght=5");

    assertThat(run.code()).isZero();
    assertThat(run.err())
        .contains("--input lenght: the pipeline has no such input, only [longest]");
  }

  @Test
  void aDraftShowsAndStoresNothing() throws IOException {
    Cli.Outcome run = cli.run(cli.file("a.md", "Words."), "--draft");

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("1 of 1 items done").doesNotContain("knowledge base");
    assertThat(cli.store).doesNotExist();
  }

  @Test
  void ndjsonIsOneEventALineOnStandardOutputAndNothingElse() throws IOException {
    Cli.Outcome run = cli.run(cli.file("a.md", "Wörter 词"), "--draft", "--events", "ndjson");

    List<String> names = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      JsonNode event = new JsonMapper().readTree(line);
      names.add(event.required("event").asText());
      assertThat(event.required("task_id").asText()).isNotEmpty();
      assertThat(event.required("workflow_run_id").asText()).isNotEmpty();
    }
    assertThat(names)
        .startsWith("workflow_started", "node_started", "node_finished")
        .endsWith("node_finished", "workflow_finished")
        .hasSize(10);
    assertThat(run.err()).contains("succeeded: 1 of 1 items done");
  }

  @Test
  void prettyEventsAreLinesForPeople() throws IOException {
    Cli.Outcome run = cli.run(cli.file("a.md", "Words."), "--draft", "--events", "pretty");

    assertThat(run.out())
        .contains("run started")
        .contains("start  datasource 'file'")
        .contains("finish knowledge-index 'index': succeeded in")
        .contains("run succeeded");
  }

  @Test
  void namesCannotTellTheTerminalWhatToDo() throws IOException {
    cli.file("red\u001b[31m\nline\u202e.md", "Words\u001b[2J here.");

    Cli.Outcome run = cli.run(cli.documents(), "--events", "pretty");

    assertThat(run.code()).isZero();
    assertThat(run.out() + run.err() + cli.search("words").out())
        .doesNotContain("\u001b")
        .doesNotContain("\u202e")
        .contains("red\uFFFD[31m line\uFFFD.md");
  }

  @Test
  void aRunCanFillAKnowledgeBaseOfAnotherName() throws IOException {
    cli.run(cli.file("a.md", "Words."), "--kb", "Others");

    assertThat(cli.search("words", "--kb", "Others").out()).contains("a.md");
    assertThat(cli.search("words", "--kb", "Notes").code()).isEqualTo(2);
  }

  @Test
  void aStartNodeThatIsNotThereIsAnsweredWithThoseThatAre() throws IOException {
    Cli.Outcome run = cli.run(cli.file("a.md", "Words."), "--start", "nowhere");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("nowhere not found in the graph").contains("file (file,");
  }

  private Path request(String reference, String name) throws IOException {
    return Files.writeString(
        folder.resolve("request.json"),
        """
        {"inputs":{"longest":500},"datasource_type":"local_file","start_node_id":"file",
         "datasource_info_list":[{"reference":"%s","name":"%s"}],
         "is_published":true,"response_mode":"blocking"}
        """
            .formatted(reference, name));
  }

  @Test
  void aRequestFileIsWhatDifyWouldBeSent() throws IOException {
    Path request = request("no-such-upload", "x.md");

    Cli.Outcome run = cli.run("--request", request);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("x.md").contains("no-such-upload");
  }

  @Test
  void aRequestNamesFilesByPathWhereTheirFolderIsAllowed() throws IOException {
    Path file = cli.file("a.md", "Words.");
    Path request = request(file.toUri().toString(), "a.md");

    Cli.Outcome refused = cli.run("--request", request);
    Cli.Outcome allowed = cli.run("--request", request, "--allow-files", folder);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).contains("--allow-files");
    assertThat(allowed.code()).isZero();
    assertThat(allowed.out()).contains("1 of 1 items done");
  }

  @Test
  void aRequestThatCannotBeReadIsCodeTwo() throws IOException {
    Path file = cli.file("a.md", "Words.");
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\"inputs\":");
    Path incomplete = Files.writeString(folder.resolve("incomplete.json"), "{}");

    assertThat(cli.run("--request", folder.resolve("gone.json")))
        .satisfies(run -> assertThat(run.code()).isEqualTo(2))
        .satisfies(run -> assertThat(run.err()).contains("gone.json': it does not exist"));
    assertThat(cli.run("--request", broken).code()).isEqualTo(2);
    assertThat(cli.run("--request", incomplete).err())
        .contains("datasource_type is required")
        .contains("datasource_info_list is required");
    assertThat(cli.run(file, "--request", incomplete).err()).contains("not both");
  }

  @Test
  void whatIsWrongWithTheCommandLineIsCodeTwo() throws IOException {
    Path file = cli.file("a.md", "Words.");

    assertThat(cli.run().err()).contains("Nothing to process");
    assertThat(cli.run("").err()).contains("An item is empty");
    assertThat(cli.run(file, "--parallel", "0").err()).contains("--parallel must be 1 or more");
    assertThat(cli.run(file, "--parallel", "x").code()).isEqualTo(2);
    assertThat(cli.run(file, "--events", "xml").code()).isEqualTo(2);
    assertThat(cli.run(file, "--input", "nothing").code()).isEqualTo(2);
    assertThat(cli.run(file, "--no-such-option").err()).contains("Usage: millrace run");
    assertThat(cli.call("run", folder, file).err()).contains("is a directory");
    assertThat(cli.call("run", folder.resolve("gone.pipeline"), file).err())
        .contains("No pipeline file");
  }

  @Test
  void anEmptyNameOfAStoreOrAKnowledgeBaseIsRefused() throws IOException {
    Path file = cli.file("a.md", "Words.");

    Cli.Outcome noBase = cli.run(file, "--kb", "");
    Cli.Outcome noStore = cli.call("run", cli.pipeline, file, "--store", "");

    assertThat(noBase.code()).isEqualTo(2);
    assertThat(noBase.err()).contains("--kb is empty");
    assertThat(noStore.code()).isEqualTo(2);
    assertThat(noStore.err()).contains("'--store': it is empty");
    assertThat(cli.store).doesNotExist();
  }

  @Test
  void aStoreThatCannotBeUsedIsSaidSo() throws IOException {
    Path file = cli.file("a.md", "Words.");
    Files.createDirectories(cli.store.resolve("knowledge"));
    Files.writeString(cli.store.resolve("knowledge/foreign.txt"), "not ours");

    Cli.Outcome run = cli.run(file);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("is not a knowledge store: it holds other files");
  }
}

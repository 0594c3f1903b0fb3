package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.PipelineEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class OtherCommandsTest {
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
  void aSearchPrintsWhatItFoundForPeopleOrAsJson() throws IOException {
    cli.file("a.md", "The sluice is closed.\n\nThe sluice is open.");
    cli.file("z.md", "面粉可以保存六个月。");
    cli.run(cli.documents());

    assertThat(cli.search("sluice", "--top-k", "1").out()).containsOnlyOnce("sluice");
    assertThat(cli.search("面粉").out()).contains("六个月");
    assertThat(cli.search("nothing-of-this").out()).contains("Nothing found.");
    JsonNode found = new JsonMapper().readTree(cli.search("面粉", "--json", "--kb", "Notes").out());
    assertThat(found.get("knowledge_base").asText()).isEqualTo("Notes");
    assertThat(found.get("document").asText()).isEqualTo("z.md");
    assertThat(found.get("content").asText()).isEqualTo("面粉可以保存六个月。");
  }

  @Test
  void aSearchThatCannotBeDoneIsCodeTwoAndSaysWhatThereIs() throws IOException {
    assertThat(cli.search("x"))
        .satisfies(search -> assertThat(search.code()).isEqualTo(2))
        .satisfies(search -> assertThat(search.err()).contains("Run a pipeline first"));
    assertThat(cli.store).doesNotExist();
    cli.run(cli.file("a.md", "Words."));

    assertThat(cli.search("x", "--kb", "None").err()).contains("There are: [Notes]");
    assertThat(cli.search("x", "--top-k", "0").code()).isEqualTo(2);
    assertThat(cli.search("x", "--top-k", "1001"))
        .satisfies(search -> assertThat(search.code()).isEqualTo(2))
        .satisfies(search -> assertThat(search.err()).contains("top_k must be from 1 to 1,000"));
    assertThat(cli.search("x", "--method", "guessing").err()).contains("KEYWORD_SEARCH");
    assertThat(cli.search().code()).isEqualTo(2);
  }

  @Test
  void aStoreThatAnotherHasOpenIsNotTouched() throws IOException {
    Path file = cli.file("a.md", "Words.");
    cli.run(file);
    try (PipelineEngine other = PipelineEngine.builder().discover().store(cli.store).build()) {
      assertThat(other.knowledgeBases()).hasSize(1);
      assertThat(cli.search("words"))
          .satisfies(search -> assertThat(search.code()).isEqualTo(1))
          .satisfies(search -> assertThat(search.err()).contains("in use by"));
      assertThat(cli.run(file).code()).isEqualTo(1);
    }
    assertThat(cli.search("words").code()).isZero();
  }

  @Test
  void validateTellsWhatIsWrongAndWhatRuns() throws IOException {
    assertThat(cli.call("validate", cli.pipeline))
        .satisfies(valid -> assertThat(valid.code()).isZero())
        .satisfies(valid -> assertThat(valid.out()).contains("NATIVE").endsWith("valid\n"));

    String text = Files.readString(cli.pipeline);
    Path broken = folder.resolve("broken.pipeline");
    Files.writeString(broken, text.replace("target: chunk", "target: nowhere"));
    assertThat(cli.call("validate", broken))
        .satisfies(invalid -> assertThat(invalid.code()).isEqualTo(2))
        .satisfies(
            invalid ->
                assertThat(invalid.out())
                    .contains("error    workflow.graph.edges[1].target: [MISSING_NODE]")
                    .endsWith("not valid\n"));
    Files.writeString(broken, "kind: [rag");
    assertThat(cli.call("validate", broken).out()).contains("Invalid YAML format");
    assertThat(cli.call("validate", folder).code()).isEqualTo(2);
  }

  @Test
  void aGraphIsDrawnForEitherTool() {
    assertThat(cli.call("graph", cli.pipeline).out())
        .startsWith("flowchart LR\n")
        .contains("[\"extract · document-extractor\"]")
        .contains("n0 --> n1");
    assertThat(cli.call("graph", cli.pipeline, "--format", "dot").out())
        .startsWith("digraph pipeline {")
        .contains("n0 -> n1")
        .endsWith("}\n");
    assertThat(cli.call("graph", cli.pipeline, "--format", "png").code()).isEqualTo(2);
  }

  @Test
  void pluginsAreListedWithWhatProvidesThem() {
    assertThat(cli.call("plugins").out())
        .contains("local_file/file")
        .contains("knowledge-index")
        .contains("langgenius/general_chunker/general_chunker")
        .contains("lucene");
  }

  @Test
  void helpAndVersionAreCodeZeroAndAnUnknownCommandIsCodeTwo() {
    assertThat(cli.call("--help").out()).contains("run", "search", "validate", "graph", "plugins");
    assertThat(cli.call("run", "--help").out()).contains("Exit codes:").contains("--draft");
    assertThat(cli.call("--version").out()).startsWith("millrace ");
    assertThat(cli.call("--version").code()).isZero();
    assertThat(cli.call("frobnicate").code()).isEqualTo(2);
    assertThat(cli.call().code()).isEqualTo(2);
  }
}

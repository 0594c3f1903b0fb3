package io.millrace.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.tika.FetchingExtractor;
import io.millrace.file.FileRef;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolException;
import io.millrace.tool.ToolInvocation;
import io.millrace.tool.ToolMessage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tools that stand in for plugins which cannot run here. */
class StandInToolsTest {
  private static final String CSV = "name,price\nbread,3\n\"salt, fine\",1\n";

  private final Tool markItDown =
      ToolVector.installed("yevanchen/markitdown/markitdown", "markitdown");
  private final Tool parseFile = ToolVector.installed("langgenius/mineru/mineru", "parse-file");
  private final Tool mdToCsv =
      ToolVector.installed("bowenliang123/md_exporter/md_exporter", "md_to_csv");

  private final DocumentExtractor tika = FetchingExtractor.answeredBy(url -> null);
  private final MemoryFiles files = new MemoryFiles();

  @AfterEach
  void close() {
    tika.close();
  }

  @Test
  void eachSaysThatItStandsInAndWhatDiffers() {
    assertThat(List.of(markItDown, parseFile, mdToCsv))
        .allMatch(tool -> tool.description().standIn())
        .allMatch(tool -> tool.description().summary().contains("in "));
  }

  @Test
  void markItDownKeepsTablesAndGivesTextFileAndReport() {
    List<ToolMessage> messages =
        call(markItDown, "files", List.of(file("prices.csv", ".csv", CSV)));

    String table = text(messages);
    assertThat(table).contains("| name | price |", "| salt, fine | 1 |");
    FileRef kept = ((ToolMessage.File) messages.get(0)).file();
    assertThat(kept.filename()).isEqualTo("prices.csv.md");
    assertThat(files.content(kept)).asString(StandardCharsets.UTF_8).isEqualTo(table);
    assertThat(((ToolMessage.Json) messages.get(1)).value())
        .isEqualTo(
            Map.of(
                "status",
                "success",
                "total_files",
                1L,
                "successful_conversions",
                1L,
                "results",
                List.of(
                    Map.of(
                        "filename", "prices.csv",
                        "original_format", "csv",
                        "markdown_content", table,
                        "status", "success"))));
  }

  @Test
  void markItDownJoinsSeveralFilesAndReportsTheOneThatFails() {
    FileRef good = file("a.txt", ".txt", "alpha");
    FileRef bad = FileRef.stored("nowhere", "b.zzz", null, -1);
    List<ToolMessage> messages = call(markItDown, "files", List.of(good, bad, good));

    assertThat(text(messages)).contains("File 1: a.txt", "alpha", "File 2: a.txt");
    assertThat(String.valueOf(messages)).contains("Error processing file b.zzz: ");
  }

  @Test
  void markItDownFailsWhenNothingCouldBeRead() {
    assertThatExceptionOfType(ToolException.class)
        .isThrownBy(() -> call(markItDown, "files", List.of(file("b.zzz", ".zzz", "\0\1\2"))))
        .withMessageContaining("b.zzz");
    assertThatExceptionOfType(ToolException.class)
        .isThrownBy(() -> call(markItDown, "files", null))
        .withMessageContaining("files");
  }

  @Test
  void parseFileKeepsImagesAndLinksThem() {
    FileRef document =
        files.put(
            ConformanceFiles.companion("chunk/dify_extractor/files/images.docx"),
            "images.docx",
            ".docx",
            null);
    List<ToolMessage> messages = call(parseFile, "file", document);

    assertThat(files.saved()).isNotEmpty();
    assertThat(((ToolMessage.Variable) messages.get(0)).value()).isEqualTo(files.saved());
    assertThat(text(messages)).contains("](https://files.test/image-1.");
    assertThat(String.valueOf(messages.get(1))).contains("content_list");
  }

  @Test
  void parseFileNamesTheFileThatItCannotRead() {
    assertThatExceptionOfType(ToolException.class)
        .isThrownBy(() -> call(parseFile, "file", file("scan.zzz", ".zzz", "\0\1\2")))
        .withMessageContaining("Failed to parse 'scan.zzz'");
  }

  @Test
  void eachTableOfAMarkdownTextBecomesAFile() {
    String text =
        """
        # Prices

        | name | price |
        |---|:-:|
        | bread \\| roll | 3 |
        | "salt", fine |

        ```
        | no | table |
        |---|---|
        ```

        q | a
        --|--
        why | because<br>so
        """;
    List<ToolMessage> messages = call(mdToCsv, Map.of("md_text", text, "output_filename", "out"));

    assertThat(messages)
        .map(message -> ((ToolMessage.File) message).file().filename())
        .containsExactly("out_1.csv", "out_2.csv");
    assertThat(files.content(files.saved().get(0)))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("name,price\nbread | roll,3\n\"\"\"salt\"\", fine\",\n");
    assertThat(files.content(files.saved().get(1)))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("q,a\nwhy,\"because\nso\"\n");
  }

  @ParameterizedTest
  @CsvSource({"'', table.csv", "report, report.csv", "report.csv, report.csv"})
  void oneTableTakesTheNameAsItIs(String wanted, String name) {
    String text = "```markdown\n| a | b |\n|---|---|\n| 1 | 2 |\n```";
    call(mdToCsv, Map.of("md_text", text, "output_filename", wanted));

    assertThat(files.saved()).map(FileRef::filename).containsExactly(name);
  }

  @Test
  void aTextWithoutATableIsRefusedByName() {
    assertThatExceptionOfType(ToolException.class)
        .isThrownBy(() -> call(mdToCsv, Map.of("md_text", "a | b")))
        .withMessageContaining("md_text")
        .withMessageContaining("|---|");
  }

  private FileRef file(String name, String extension, String content) {
    return files.put(content.getBytes(StandardCharsets.UTF_8), name, extension, null);
  }

  private List<ToolMessage> call(Tool tool, String parameter, @Nullable Object value) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put(parameter, value);
    return call(tool, parameters);
  }

  private List<ToolMessage> call(Tool tool, Map<String, ? extends @Nullable Object> parameters) {
    return tool.invoke(
        new ToolInvocation(
            new HashMap<>(parameters),
            new ToolInvocation.Services(files, files, Optional.of(tika))));
  }

  private static String text(List<ToolMessage> messages) {
    StringBuilder text = new StringBuilder();
    for (ToolMessage message : messages) {
      if (message instanceof ToolMessage.Text said) {
        text.append(said.text());
      }
    }
    return text.toString();
  }
}

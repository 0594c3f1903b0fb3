package io.millrace.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.tika.TikaDocumentExtractor;
import io.millrace.file.FileRef;
import io.millrace.file.FileType;
import io.millrace.file.TransferMethod;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.NodeResult;
import io.millrace.node.NodesUnderTest;
import io.millrace.variable.VariablePool;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the {@code document-extractor} node does around the extraction (spec/04 §4). */
class DocumentExtractorNodeTest {
  private final DocumentExtractor tika = new TikaDocumentExtractor();
  private final MemoryFiles files = new MemoryFiles();
  private final FileRef note =
      files.put("hello".getBytes(StandardCharsets.UTF_8), "note.txt", ".txt", null);

  @AfterEach
  void close() {
    tika.close();
  }

  @Test
  void oneFileGivesOneTextAndShowsInputsAndDocuments() throws Exception {
    NodeResult result = run(note, tika);
    assertThat(result.outputs()).isEqualTo(Map.of("text", "hello"));
    assertThat(result.inputs()).isEqualTo(Map.of("variable_selector", List.of("start", "file")));
    assertThat(result.processData()).isEqualTo(Map.of("documents", List.of(note)));
  }

  @Test
  void aListGivesAListAndItsNullsAreDropped() throws Exception {
    assertThat(run(Arrays.asList(note, null, note), tika).outputs())
        .isEqualTo(Map.of("text", List.of("hello", "hello")));
  }

  @Test
  void nothingGivesAnEmptyList() throws Exception {
    assertThat(run(null, tika).outputs()).isEqualTo(Map.of("text", List.of()));
    assertThat(run(List.of(), tika).outputs()).isEqualTo(Map.of("text", List.of()));
  }

  @Test
  void whatIsNoFileAndWhatIsNotThereFailByName() throws Exception {
    assertThat(error(run("text", tika)))
        .isEqualTo("Variable ['start', 'file'] is not an ArrayFileSegment");
    NodeResult missing =
        NodesUnderTest.documentExtractor(
                Map.of("variable_selector", List.of("no", "where")), services(tika))
            .execute(new DocumentExtractorNodeConformanceTest.Context(new VariablePool()));
    assertThat(error(missing)).isEqualTo("File variable not found for selector: ['no', 'where']");
  }

  @Test
  void aRemoteFileNeedsAUrl() throws Exception {
    FileRef remote =
        new FileRef(
            null, FileType.CUSTOM, TransferMethod.REMOTE_URL, null, null, "a", ".txt", null, -1);
    assertThat(error(run(remote, tika))).isEqualTo("Missing URL for remote file");
  }

  @Test
  void withoutAnExtractorTheErrorNamesTheModuleToAdd() throws Exception {
    assertThat(error(run(note, null))).contains("millrace-extractor-tika");
  }

  @Test
  void aSelectorOfOnePartIsRefusedWhenThePipelineIsCompiled() {
    assertThatExceptionOfType(InvalidNodeException.class)
        .isThrownBy(
            () ->
                NodesUnderTest.documentExtractor(
                    Map.of("variable_selector", List.of("x")), services(tika)))
        .withMessageContaining("variable_selector");
  }

  private NodeResult run(@Nullable Object value, @Nullable DocumentExtractor extractor)
      throws Exception {
    VariablePool pool = new VariablePool();
    pool.put("start", "file", value);
    return NodesUnderTest.documentExtractor(
            Map.of("variable_selector", List.of("start", "file")), services(extractor))
        .execute(new DocumentExtractorNodeConformanceTest.Context(pool));
  }

  private DocumentExtractorNodeConformanceTest.Services services(
      @Nullable DocumentExtractor extractor) {
    return new DocumentExtractorNodeConformanceTest.Services(files, extractor);
  }

  private static String error(NodeResult result) {
    return ((NodeResult.Failed) result).error();
  }
}

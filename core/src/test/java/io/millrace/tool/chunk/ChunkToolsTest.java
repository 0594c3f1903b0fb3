package io.millrace.tool.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.file.FileRef;
import io.millrace.file.FileStore;
import io.millrace.file.NewFile;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolException;
import io.millrace.tool.ToolInvocation;
import io.millrace.tool.ToolMessage;
import io.millrace.tool.ToolProvider;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChunkToolsTest {

  @Test
  void theChunkersAreFoundUnderTheirIds() {
    assertThat(ServiceLoader.load(ToolProvider.class))
        .extracting(ToolProvider::id)
        .contains(
            "langgenius/general_chunker/general_chunker",
            "langgenius/parentchild_chunker/parentchild_chunker",
            "langgenius/qa_chunk/qa_chunk");
  }

  @Test
  void aDelimiterOfOtherThanAsciiMeansItsCharacters() {
    assertThat(call(new GeneralChunkerTool(), Map.of("input_variable", "甲。乙。丙", "delimiter", "。")))
        .containsExactly(new ToolMessage.Variable("result", List.of("甲", "乙", "丙")));
  }

  @Test
  void aNullParameterIsRefusedByNameWhereAnAbsentOneHasADefault() {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("input_variable", "text");
    assertThat(call(new GeneralChunkerTool(), parameters)).hasSize(1);
    parameters.put("max_chunk_length", null);

    assertThatExceptionOfType(ToolException.class)
        .isThrownBy(() -> call(new GeneralChunkerTool(), parameters))
        .withMessage("Parameter 'max_chunk_length' must be a number, not null.");
  }

  @Test
  void anOverlapAboveTheSizeIsRefusedWithBothAsTheyWereGiven() {
    assertThatExceptionOfType(ToolException.class)
        .isThrownBy(
            () ->
                call(
                    new GeneralChunkerTool(),
                    Map.of("max_chunk_length", 10.0, "chunk_overlap_length", 20L)))
        .withMessage("Got a larger chunk overlap (20) than chunk size (10.0), should be smaller.");
  }

  @Test
  void anInterruptEndsALongSplit() {
    String text = "a@".repeat(5000);
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(ToolException.class)
          .isThrownBy(() -> TextSplitter.general("@", 10, 0).split(text))
          .withMessageContaining("interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aFileThatCannotBeReadIsSaidInAText() {
    FileRef file = FileRef.stored("gone", "qa.csv", null, -1);

    assertThat(call(new QaChunkTool(), Map.of("input_file", file)))
        .containsExactly(new ToolMessage.Text("Get CSV file failed: gone"));
  }

  private static List<ToolMessage> call(Tool tool, Map<String, @Nullable Object> parameters) {
    EmptyStore store = new EmptyStore();
    return tool.invoke(
        new ToolInvocation(
            parameters, new ToolInvocation.Services(store, store, Optional.empty())));
  }

  private static final class EmptyStore implements FileStore {
    @Override
    public Optional<FileRef> find(String reference) {
      return Optional.empty();
    }

    @Override
    public InputStream open(FileRef file) throws IOException {
      throw new java.nio.file.NoSuchFileException(String.valueOf(file.reference()));
    }

    @Override
    public FileRef save(NewFile file, InputStream content) throws IOException {
      throw new IOException("This store takes no files.");
    }

    @Override
    public boolean delete(String reference) {
      return false;
    }
  }
}

package io.millrace.contract;

import io.millrace.file.InMemoryFileStore;
import io.millrace.file.NewFile;
import io.millrace.testkit.contract.ToolContract;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolProvider;
import io.millrace.tool.chunk.QaChunkProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

class QaChunkContractTest extends ToolContract {
  @Override
  protected Tool tool() {
    return new QaChunkProvider().tools().get(0);
  }

  @Override
  protected Optional<ToolProvider> provider() {
    return Optional.of(new QaChunkProvider());
  }

  @Override
  protected Map<String, @Nullable Object> goodParameters(InMemoryFileStore store)
      throws IOException {
    return Map.of(
        "input_file",
        store.save(
            NewFile.upload("a.csv", "text/csv"),
            new ByteArrayInputStream(
                "question,answer\nWhat grinds?,The mill.\n".getBytes(StandardCharsets.UTF_8))),
        "question_column",
        0L,
        "answer_column",
        1L);
  }
}

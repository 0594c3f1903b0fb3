package io.millrace.contract;

import io.millrace.file.InMemoryFileStore;
import io.millrace.testkit.contract.ToolContract;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolProvider;
import io.millrace.tool.chunk.GeneralChunkerProvider;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

class GeneralChunkerContractTest extends ToolContract {
  @Override
  protected Tool tool() {
    return new GeneralChunkerProvider().tools().get(0);
  }

  @Override
  protected Optional<ToolProvider> provider() {
    return Optional.of(new GeneralChunkerProvider());
  }

  @Override
  protected Map<String, @Nullable Object> goodParameters(InMemoryFileStore store) {
    return Map.of(
        "input_variable",
        "One mill.\n\nTwo mills.",
        "delimiter",
        "\\n\\n",
        "max_chunk_length",
        100);
  }

  @Override
  protected Map<String, @Nullable Object> badParameters() {
    return Map.of("input_variable", "x", "max_chunk_length", -1L);
  }
}

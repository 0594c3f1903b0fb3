package io.millrace.contract;

import io.millrace.file.InMemoryFileStore;
import io.millrace.testkit.contract.ToolContract;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolProvider;
import io.millrace.tool.chunk.ParentChildChunkerProvider;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

class ParentChildChunkerContractTest extends ToolContract {
  @Override
  protected Tool tool() {
    return new ParentChildChunkerProvider().tools().get(0);
  }

  @Override
  protected Optional<ToolProvider> provider() {
    return Optional.of(new ParentChildChunkerProvider());
  }

  @Override
  protected Map<String, @Nullable Object> goodParameters(InMemoryFileStore store) {
    return Map.of(
        "input_text",
        "One mill.\n\nTwo mills.",
        "parent_mode",
        "paragraph",
        "separator",
        "\\n\\n",
        "max_length",
        100L,
        "subchunk_separator",
        ".",
        "subchunk_max_length",
        50L);
  }
}

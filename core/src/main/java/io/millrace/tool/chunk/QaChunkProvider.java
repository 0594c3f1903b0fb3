package io.millrace.tool.chunk;

import com.google.common.collect.ImmutableList;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolProvider;
import java.util.List;

/**
 * The provider of the question and answer chunker.
 *
 * @since 0.1
 */
public final class QaChunkProvider implements ToolProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public QaChunkProvider() {}

  @Override
  public String id() {
    return "langgenius/qa_chunk/qa_chunk";
  }

  @Override
  public List<Tool> tools() {
    return ImmutableList.of(new QaChunkTool());
  }
}

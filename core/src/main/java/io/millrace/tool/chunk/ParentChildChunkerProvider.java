package io.millrace.tool.chunk;

import com.google.common.collect.ImmutableList;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolProvider;
import java.util.List;

/**
 * The provider of the parent-child chunker.
 *
 * @since 0.1
 */
public final class ParentChildChunkerProvider implements ToolProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public ParentChildChunkerProvider() {}

  @Override
  public String id() {
    return "langgenius/parentchild_chunker/parentchild_chunker";
  }

  @Override
  public List<Tool> tools() {
    return ImmutableList.of(new ParentChildChunkerTool());
  }
}

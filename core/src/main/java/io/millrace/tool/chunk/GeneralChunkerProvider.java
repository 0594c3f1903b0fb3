package io.millrace.tool.chunk;

import com.google.common.collect.ImmutableList;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolProvider;
import java.util.List;

/**
 * The provider of the general chunker.
 *
 * @since 0.1
 */
public final class GeneralChunkerProvider implements ToolProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public GeneralChunkerProvider() {}

  @Override
  public String id() {
    return "langgenius/general_chunker/general_chunker";
  }

  @Override
  public List<Tool> tools() {
    return ImmutableList.of(new GeneralChunkerTool());
  }
}

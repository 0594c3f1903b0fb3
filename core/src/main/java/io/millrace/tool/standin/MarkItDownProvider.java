package io.millrace.tool.standin;

import io.millrace.tool.Tool;
import io.millrace.tool.ToolProvider;
import java.util.List;

/**
 * Stands in for the plugin {@code yevanchen/markitdown}.
 *
 * @since 0.1
 */
public final class MarkItDownProvider implements ToolProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public MarkItDownProvider() {}

  @Override
  public String id() {
    return "yevanchen/markitdown/markitdown";
  }

  @Override
  public List<Tool> tools() {
    return List.of(new MarkItDownTool());
  }
}

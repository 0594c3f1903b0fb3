package io.millrace.tool.standin;

import io.millrace.tool.Tool;
import io.millrace.tool.ToolProvider;
import java.util.List;

/**
 * Stands in for the plugin {@code langgenius/mineru}.
 *
 * @since 0.1
 */
public final class MinerUProvider implements ToolProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public MinerUProvider() {}

  @Override
  public String id() {
    return "langgenius/mineru/mineru";
  }

  @Override
  public List<Tool> tools() {
    return List.of(new ParseFileTool());
  }
}

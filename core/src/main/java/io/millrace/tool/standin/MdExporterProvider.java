package io.millrace.tool.standin;

import io.millrace.tool.Tool;
import io.millrace.tool.ToolProvider;
import java.util.List;

/**
 * Stands in for the plugin {@code bowenliang123/md_exporter}, of whose tools it has {@code
 * md_to_csv}.
 *
 * @since 0.1
 */
public final class MdExporterProvider implements ToolProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public MdExporterProvider() {}

  @Override
  public String id() {
    return "bowenliang123/md_exporter/md_exporter";
  }

  @Override
  public List<Tool> tools() {
    return List.of(new MdToCsvTool());
  }
}

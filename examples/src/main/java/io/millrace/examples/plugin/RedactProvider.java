package io.millrace.examples.plugin;

import io.millrace.tool.Tool;
import io.millrace.tool.ToolProvider;
import java.util.List;

/** Offers {@code redact} under the provider id {@code examples/redact/redact}. */
public final class RedactProvider implements ToolProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public RedactProvider() {}

  @Override
  public String id() {
    return "examples/redact/redact";
  }

  @Override
  public List<Tool> tools() {
    return List.of(new RedactTool());
  }
}

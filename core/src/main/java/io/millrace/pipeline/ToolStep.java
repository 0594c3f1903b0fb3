package io.millrace.pipeline;

import io.millrace.variable.Selector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A tool node in the making (spec/04 §5); {@link #add()} adds it.
 *
 * @since 0.1
 */
public final class ToolStep {
  private final PipelineBuilder builder;
  private final String id;
  private final Map<String, Object> data = new LinkedHashMap<>();
  private final Map<String, Object> parameters = new LinkedHashMap<>();

  ToolStep(PipelineBuilder builder, String id, String providerId, String toolName) {
    this.builder = builder;
    this.id = id;
    data.put("provider_id", providerId);
    data.put("provider_name", providerId);
    data.put("provider_type", "builtin");
    data.put("tool_name", toolName);
    data.put("tool_label", toolName);
    data.put("tool_configurations", Map.of());
    data.put("tool_parameters", parameters);
  }

  /** Sets what events call the node. Default: its id. */
  public ToolStep title(String title) {
    data.put("title", title);
    return this;
  }

  /** Gives a parameter a text, in which references such as {@code {{#node.text#}}} are replaced. */
  public ToolStep mixed(String parameter, String template) {
    parameters.put(parameter, Map.of("type", "mixed", "value", template));
    return this;
  }

  /** Gives a parameter the value at a selector, whatever its type. */
  public ToolStep variable(String parameter, Selector selector) {
    parameters.put(parameter, Map.of("type", "variable", "value", selector.parts()));
    return this;
  }

  /** Gives a parameter a fixed value: a text, a number or a boolean. */
  public ToolStep constant(String parameter, Object value) {
    parameters.put(parameter, Map.of("type", "constant", "value", value));
    return this;
  }

  /** Adds any other setting, such as {@code error_strategy}. */
  public ToolStep setting(String key, Object value) {
    data.put(key, value);
    return this;
  }

  /** Adds the node. */
  public PipelineBuilder add() {
    return builder.node(id, NodeTypes.TOOL, data);
  }
}

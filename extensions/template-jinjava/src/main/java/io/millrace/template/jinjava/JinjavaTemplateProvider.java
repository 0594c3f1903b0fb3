package io.millrace.template.jinjava;

import com.google.common.collect.ImmutableMap;
import io.millrace.graph.Node;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.NodeServices;
import io.millrace.node.TemplateRenderer;
import io.millrace.variable.Selector;
import io.millrace.variable.VariableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code template-transform} nodes, and renders the Jinja2 prompts of other nodes.
 *
 * <p>Names that do not exist print as nothing, as in Dify's own server. A render stops after 10
 * seconds, 20 million steps or 400,000 characters of output.
 *
 * @since 0.1
 */
public final class JinjavaTemplateProvider implements NodeExecutorProvider, TemplateRenderer {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public JinjavaTemplateProvider() {}

  @Override
  public String id() {
    return "template-jinjava";
  }

  @Override
  public Set<String> types() {
    return Set.of("template-transform");
  }

  @Override
  public NodeExecutor create(Node node, NodeServices services) {
    if (!(node.data().get("template") instanceof String template)) {
      throw new InvalidNodeException(
          "Node '" + node.id() + "': 'template' must be a text with a Jinja2 template");
    }
    return new TemplateNode(variables(node), template, TemplateLimits.DEFAULT);
  }

  @Override
  public String render(
      String template,
      Map<String, ? extends @Nullable Object> variables,
      Instant deadline,
      BooleanSupplier cancelled) {
    TemplateLimits limits = TemplateLimits.DEFAULT;
    Duration left = Duration.between(Instant.now(), deadline);
    Duration allowed = left.compareTo(limits.time()) < 0 ? left : limits.time();
    return CompiledTemplate.of(template)
        .render(variables, limits, System.nanoTime() + allowed.toNanos(), cancelled);
  }

  private static ImmutableMap<String, Selector> variables(Node node) {
    ImmutableMap.Builder<String, Selector> variables = ImmutableMap.builder();
    if (!(node.data().getOrDefault("variables", List.of()) instanceof List<?> all)) {
      throw new InvalidNodeException("Node '" + node.id() + "': 'variables' must be a list");
    }
    for (Object each : all) {
      if (!(each instanceof Map<?, ?> variable)
          || !(variable.get("variable") instanceof String name)) {
        throw new InvalidNodeException(
            "Node '"
                + node.id()
                + "': each of 'variables' must have a 'variable' (its name) and a"
                + " 'value_selector'");
      }
      try {
        variables.put(name, Selector.parse(variable.get("value_selector")));
      } catch (VariableException e) {
        throw new InvalidNodeException(
            "Node '" + node.id() + "': 'value_selector' of '" + name + "': " + e.getMessage(), e);
      }
    }
    return variables.buildKeepingLast();
  }
}

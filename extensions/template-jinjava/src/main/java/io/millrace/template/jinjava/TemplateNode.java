package io.millrace.template.jinjava;

import com.google.common.collect.ImmutableMap;
import io.millrace.node.NodeContext;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeResult;
import io.millrace.variable.Selector;
import io.millrace.variable.VariablePool;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders one node's template with the variables it names (spec/04 §6.3). */
final class TemplateNode implements NodeExecutor {
  private final ImmutableMap<String, Selector> variables;
  private final Parsed parsed;
  private final TemplateLimits limits;

  TemplateNode(ImmutableMap<String, Selector> variables, String template, TemplateLimits limits) {
    this.variables = variables;
    this.parsed = Parsed.of(template);
    this.limits = limits;
  }

  /** A template, or why it is none: that fails the node when it runs, not the pipeline. */
  private record Parsed(@Nullable CompiledTemplate template, @Nullable TemplateException failure) {

    static Parsed of(String source) {
      try {
        return new Parsed(CompiledTemplate.of(source), null);
      } catch (TemplateException failure) {
        return new Parsed(null, failure);
      }
    }

    CompiledTemplate get() {
      if (template == null) {
        throw failure == null ? TemplateException.syntax("no template") : failure;
      }
      return template;
    }
  }

  @Override
  public NodeResult execute(NodeContext context) {
    Map<String, @Nullable Object> inputs = inputs(context.variables());
    try {
      String output =
          parsed.get().render(inputs, limits, deadlineNanos(context), context::cancelled);
      return NodeResult.succeeded(Map.of("output", output)).withInputs(inputs);
    } catch (TemplateException e) {
      String message = e.getMessage() == null ? "" : e.getMessage();
      return NodeResult.failed(message, e.errorType()).withInputs(inputs);
    }
  }

  private Map<String, @Nullable Object> inputs(VariablePool pool) {
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    variables.forEach((name, selector) -> inputs.put(name, pool.raw(selector)));
    return inputs;
  }

  private long deadlineNanos(NodeContext context) {
    Duration left = Duration.between(Instant.now(), context.deadline());
    Duration allowed = left.compareTo(limits.time()) < 0 ? left : limits.time();
    return System.nanoTime() + allowed.toNanos();
  }
}

package io.millrace.benchmarks.node;

import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Rounds;
import io.millrace.benchmarks.harness.Scale;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeResult;
import io.millrace.node.NodeServices;
import io.millrace.template.jinjava.JinjavaTemplateProvider;
import io.millrace.variable.VariablePool;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Renders a template of a loop with a condition and filters over ten rows. */
public final class TemplateBenchmark implements Benchmark {
  private static final String TEMPLATE =
      """
      # {{ title | upper }}
      {% for row in rows %}
      - {{ loop.index }}. {{ row.name }}: {{ row.price * 2 }}{% if row.price > 5 %} (dear){% endif %}
      {% else %}
      nothing
      {% endfor %}
      {{ rows | length }} rows
      """;

  @Override
  public String name() {
    return "node-template";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    NodeExecutor executor =
        new JinjavaTemplateProvider()
            .create(
                NodeCalls.node(
                    "template-transform",
                    Map.of(
                        "template",
                        TEMPLATE,
                        "variables",
                        List.of(
                            Map.of("variable", "title", "value_selector", List.of("in", "title")),
                            Map.of("variable", "rows", "value_selector", List.of("in", "rows"))))),
                none());
    VariablePool pool = new VariablePool();
    pool.put("in", "title", "Prices");
    pool.put(
        "in",
        "rows",
        IntStream.range(0, 10)
            .mapToObj(i -> Map.of("name", "thing " + i, "price", (long) i))
            .toList());
    NodeCalls call = new NodeCalls(pool);
    double nanos =
        Rounds.median(
            4, scale.rounds(), Rounds.processorNanos(scale, () -> succeed(executor.execute(call))));
    report.add(
        Figure.of("template of ten rows, node and all", nanos / 1e3, "µs", Goal.atMost(100)));
  }

  private static NodeResult succeed(NodeResult result) {
    if (result instanceof NodeResult.Failed failed) {
      throw new IllegalStateException(failed.error());
    }
    return result;
  }

  /** Templates use no service. */
  private static NodeServices none() {
    return (NodeServices)
        Proxy.newProxyInstance(
            NodeServices.class.getClassLoader(),
            new Class<?>[] {NodeServices.class},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }
}

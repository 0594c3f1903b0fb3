package io.millrace.engine;

import com.google.common.collect.ImmutableSet;
import io.millrace.graph.Node;
import io.millrace.variable.Selector;
import io.millrace.variable.Template;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The outputs that response nodes refer to: Dify streams those alone (spec/02 §2). */
final class StreamedOutputs {
  private final ImmutableSet<Selector> selectors;

  private StreamedOutputs(ImmutableSet<Selector> selectors) {
    this.selectors = selectors;
  }

  static StreamedOutputs of(Collection<Node> nodes) {
    ImmutableSet.Builder<Selector> selectors = ImmutableSet.builder();
    for (Node node : nodes) {
      if (node.type().equals("answer") && node.data().get("answer") instanceof String answer) {
        selectors.addAll(Template.parse(answer).references());
      } else if (node.type().equals("end") && node.data().get("outputs") instanceof List<?> all) {
        all.forEach(output -> add(selectors, output));
      }
    }
    return new StreamedOutputs(selectors.build());
  }

  private static void add(ImmutableSet.Builder<Selector> selectors, Object output) {
    if (output instanceof Map<?, ?> map
        && map.get("value_selector") instanceof List<?> path
        && path.size() >= 2
        && path.stream().allMatch(String.class::isInstance)) {
      selectors.add(Selector.parse(path));
    }
  }

  boolean contains(Selector output) {
    return selectors.contains(output);
  }
}

package io.millrace.pipeline;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;

/** The plugins that a file says it needs (spec/03 §1); Millrace itself does not install any. */
final class DependencyRules {
  private static final ImmutableSet<String> TYPES =
      ImmutableSet.of("marketplace", "github", "package");

  private DependencyRules() {}

  static void check(Pipeline pipeline, Problems problems) {
    Object raw = pipeline.tree().get("dependencies");
    if (raw != null && !(raw instanceof List<?>)) {
      problems.warning(
          ProblemCode.INVALID_DEPENDENCY,
          "dependencies",
          "The dependencies are not a list.",
          "Write dependencies: [] if there are none.");
    }
    List<?> dependencies = Trees.asList(raw);
    for (int i = 0; i < dependencies.size(); i++) {
      Map<String, Object> dependency = Trees.asMap(dependencies.get(i));
      if (!TYPES.contains(Trees.text(dependency.get("type"), ""))
          || !(dependency.get("value") instanceof Map<?, ?>)) {
        problems.warning(
            ProblemCode.INVALID_DEPENDENCY,
            "dependencies[" + i + "]",
            "A dependency has a type (one of " + TYPES + ") and a map 'value'.",
            "Dify would refuse the file; correct or remove it.");
      }
    }
  }
}

package io.millrace.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * The inputs of a run, checked and converted (spec/03 §4.4).
 *
 * @param values by variable name; a variable without a value is present and null. Belongs under
 *     {@code [start node id, name]}
 * @param byOwner the same values by owner ({@code shared} or a node id), then by name. Belongs
 *     under {@code ["rag", owner]}
 * @param dropped names in the request that do not apply to this start node
 * @since 0.1
 */
public record ResolvedInputs(
    Map<String, Object> values, Map<String, Map<String, Object>> byOwner, List<String> dropped) {
  public ResolvedInputs {
    requireNonNull(values, "values");
    requireNonNull(byOwner, "byOwner");
    dropped = List.copyOf(dropped);
  }
}

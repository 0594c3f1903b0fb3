package io.millrace.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a run that starts at one node is asked for, and whether it was given (spec/03 §4.2–4.4).
 *
 * @since 0.1
 */
public final class PipelineInputs {
  private final ImmutableList<PipelineVariable> firstStep;
  private final ImmutableList<PipelineVariable> applicable;

  private PipelineInputs(Pipeline pipeline, String startNodeId) {
    Set<String> browsing =
        pipeline.node(startNodeId).map(PipelineInputs::referenced).orElse(ImmutableSet.of());
    firstStep =
        pipeline.variables().stream()
            .filter(variable -> browsing.contains(variable.variable()))
            .collect(ImmutableList.toImmutableList());
    // of two variables with one name the last wins, wherever they belong
    Map<String, PipelineVariable> byName = new LinkedHashMap<>();
    pipeline.variables().forEach(variable -> byName.put(variable.variable(), variable));
    applicable =
        byName.values().stream()
            .filter(variable -> !browsing.contains(variable.variable()))
            .filter(
                variable ->
                    variable.belongTo().equals(startNodeId)
                        || variable.belongTo().equals(PipelineVariable.SHARED))
            .collect(ImmutableList.toImmutableList());
  }

  /** Returns what a run that starts at {@code startNodeId} is asked for. */
  public static PipelineInputs of(Pipeline pipeline, String startNodeId) {
    return new PipelineInputs(pipeline, startNodeId);
  }

  /** Returns the variables of the run itself, in file order. */
  public List<PipelineVariable> variables() {
    return applicable;
  }

  /**
   * Returns the variables that are asked for earlier, when the datasource is browsed or crawled, in
   * file order; a run does not see them.
   */
  public List<PipelineVariable> firstStepVariables() {
    return firstStep;
  }

  /**
   * Returns the values that the run works with: converted, defaults filled in, what does not apply
   * left out.
   *
   * @throws InvalidInputsException with every error, if there is one
   */
  public ResolvedInputs resolve(Map<String, ?> inputs) {
    List<String> errors = new ArrayList<>();
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, Map<String, Object>> byOwner = new LinkedHashMap<>();
    for (PipelineVariable variable : applicable) {
      try {
        Object value = InputRules.convert(variable, inputs);
        values.put(variable.variable(), value);
        byOwner
            .computeIfAbsent(variable.belongTo(), owner -> new LinkedHashMap<>())
            .put(variable.variable(), value);
      } catch (InvalidInputsException e) {
        errors.addAll(e.errors());
      }
    }
    if (!errors.isEmpty()) {
      throw new InvalidInputsException(errors);
    }
    byOwner.replaceAll((owner, map) -> Collections.unmodifiableMap(map));
    List<String> dropped =
        inputs.keySet().stream().filter(name -> !values.containsKey(name)).toList();
    return new ResolvedInputs(
        Collections.unmodifiableMap(values), Collections.unmodifiableMap(byOwner), dropped);
  }

  /** The names that the parameters of a datasource node refer to. */
  private static Set<String> referenced(PipelineNode node) {
    return Trees.asMap(node.data().get("datasource_parameters")).values().stream()
        .map(parameter -> Reference.lastPart(Trees.asMap(parameter).get("value")))
        .filter(Objects::nonNull)
        .collect(ImmutableSet.toImmutableSet());
  }
}

package io.millrace.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The definitions of pipeline and environment variables (spec/03 §2, §4.1). */
final class VariableRules {
  private static final String INPUTS = "workflow.rag_pipeline_variables";
  private static final String ENVIRONMENT = "workflow.environment_variables";

  private static final ImmutableList<FieldRule> INPUT_RULES =
      ImmutableList.of(
          FieldRule.text("belong_to_node_id"),
          FieldRule.text("variable"),
          FieldRule.string("label"),
          new FieldRule("required", false, "true or false", Boolean.class::isInstance),
          new FieldRule("max_length", false, "a whole number", Long.class::isInstance),
          FieldRule.list("options").optional());

  private static final ImmutableSet<String> ENVIRONMENT_TYPES =
      ImmutableSet.of("string", "number", "integer", "float", "secret");

  private final Pipeline pipeline;
  private final Problems problems;

  private VariableRules(Pipeline pipeline, Problems problems) {
    this.pipeline = pipeline;
    this.problems = problems;
  }

  static void check(Pipeline pipeline, Problems problems) {
    VariableRules rules = new VariableRules(pipeline, problems);
    Map<String, Object> workflow = pipeline.section("workflow");
    rules.checkInputs(Trees.asList(workflow.get("rag_pipeline_variables")));
    rules.checkEnvironment(Trees.asList(workflow.get("environment_variables")));
  }

  private void checkInputs(List<?> definitions) {
    Map<String, Integer> last = new HashMap<>();
    for (int i = 0; i < definitions.size(); i++) {
      String path = INPUTS + "[" + i + "]";
      if (!(definitions.get(i) instanceof Map<?, ?>)) {
        problems.error(
            ProblemCode.INVALID_VARIABLE, path, "A pipeline variable is a map.", "Correct it.");
        continue;
      }
      Map<String, Object> definition = Trees.asMap(definitions.get(i));
      INPUT_RULES.forEach(rule -> rule.check(definition, path, problems));
      PipelineVariable variable = PipelineVariable.of(definition);
      checkInput(variable, path);
      Integer earlier = last.put(variable.variable(), i);
      if (earlier != null) {
        problems.warning(
            ProblemCode.DUPLICATE_VARIABLE,
            path + ".variable",
            "The name '"
                + variable.variable()
                + "' is also that of "
                + INPUTS
                + "["
                + earlier
                + "]; the last one wins, even on another node.",
            "Give each variable a name of its own.");
      }
    }
  }

  private void checkInput(PipelineVariable variable, String path) {
    if (!VariableTypes.ALL.contains(variable.type())) {
      problems.error(
          ProblemCode.INVALID_VARIABLE,
          path + ".type",
          "The type of '" + variable.variable() + "' is '" + variable.type() + "'.",
          "Choose one of " + VariableTypes.ALL + ".");
    }
    if (variable.type().equals(VariableTypes.SELECT)) {
      checkOptions(variable, path);
    }
    String owner = variable.belongTo();
    if (!owner.isEmpty()
        && !owner.equals(PipelineVariable.SHARED)
        && pipeline.node(owner).isEmpty()) {
      problems.warning(
          ProblemCode.UNKNOWN_REFERENCE,
          path + ".belong_to_node_id",
          "'"
              + variable.variable()
              + "' belongs to the node '"
              + owner
              + "', which does not exist, so that no run asks for it.",
          "Remove it, or let it belong to a datasource node or to 'shared'.");
    }
  }

  private void checkOptions(PipelineVariable variable, String path) {
    if (variable.options().isEmpty()) {
      problems.error(
          ProblemCode.INVALID_VARIABLE,
          path + ".options",
          "'" + variable.variable() + "' is a select without options.",
          "Add options, or choose the type text-input.");
    } else if (variable.defaultValue() instanceof String value
        && !variable.options().contains(value)) {
      problems.warning(
          ProblemCode.INVALID_VARIABLE,
          path + ".default_value",
          "The default of '" + variable.variable() + "' is not one of its options.",
          "Choose one of " + variable.options() + ".");
    }
  }

  private void checkEnvironment(List<?> definitions) {
    for (int i = 0; i < definitions.size(); i++) {
      String path = ENVIRONMENT + "[" + i + "]";
      Map<String, Object> definition = Trees.asMap(definitions.get(i));
      FieldRule.text("id").check(definition, path, problems);
      FieldRule.text("name").check(definition, path, problems);
      FieldRule.oneOf("value_type", ENVIRONMENT_TYPES.toArray(String[]::new))
          .check(definition, path, problems);
    }
  }
}

package io.millrace.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;

/** What a node does after a failure: retries, fail branch, default values (spec/04 §1). */
final class ErrorHandlingRules {
  private static final ImmutableSet<String> RETRYING =
      ImmutableSet.of("code", "http-request", "llm", "tool");

  private static final ImmutableList<FieldRule> RULES =
      ImmutableList.of(
          FieldRule.oneOf("error_strategy", "fail-branch", "default-value").optional(),
          FieldRule.map("retry_config").optional(),
          count("retry_config.max_retries"),
          count("retry_config.retry_interval"),
          new FieldRule(
              "retry_config.retry_enabled", false, "true or false", Boolean.class::isInstance),
          FieldRule.list("default_value").optional());

  private ErrorHandlingRules() {}

  static void check(PipelineNode node, String path, Problems problems) {
    RULES.forEach(rule -> rule.check(node.data(), path, problems));
    Map<String, Object> retry = Trees.asMap(node.data().get("retry_config"));
    if (Boolean.TRUE.equals(retry.get("retry_enabled")) && !RETRYING.contains(node.type())) {
      problems.warning(
          ProblemCode.INVALID_ERROR_HANDLING,
          path + ".retry_config",
          "Nodes of type '" + node.type() + "' are never retried; only " + RETRYING + " are.",
          "Remove the setting.");
    }
    List<?> defaults = Trees.asList(node.data().get("default_value"));
    for (int i = 0; i < defaults.size(); i++) {
      checkDefault(Trees.asMap(defaults.get(i)), path + ".default_value[" + i + "]", problems);
    }
  }

  private static void checkDefault(Map<String, Object> entry, String path, Problems problems) {
    FieldRule.string("key").check(entry, path, problems);
    FieldRule.oneOf("type", DefaultValues.TYPES.toArray(String[]::new))
        .check(entry, path, problems);
    String type = Trees.text(entry.get("type"), "");
    if (DefaultValues.TYPES.contains(type) && !DefaultValues.fits(type, entry.get("value"))) {
      problems.error(
          ProblemCode.INVALID_ERROR_HANDLING,
          path + ".value",
          "The default value of '" + entry.get("key") + "' is not of type " + type + ".",
          "Give a value of that type, or the JSON text of one.");
    }
  }

  private static FieldRule count(String field) {
    return new FieldRule(
        field,
        false,
        "a whole number from 0",
        value -> value instanceof Long number && number >= 0);
  }
}

package io.millrace.pipeline;

import static io.millrace.pipeline.FieldRule.list;
import static io.millrace.pipeline.FieldRule.map;
import static io.millrace.pipeline.FieldRule.oneOf;
import static io.millrace.pipeline.FieldRule.positive;
import static io.millrace.pipeline.FieldRule.selector;
import static io.millrace.pipeline.FieldRule.string;
import static io.millrace.pipeline.FieldRule.text;

import com.google.common.collect.ImmutableListMultimap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings that each node type needs (spec/04). */
final class NodeRules {
  private static final String[] PROVIDER_TYPES = {
    "plugin", "builtin", "workflow", "api", "app", "dataset-retrieval", "mcp"
  };

  private static final ImmutableListMultimap<String, FieldRule> RULES =
      ImmutableListMultimap.<String, FieldRule>builder()
          .putAll(
              NodeTypes.DATASOURCE,
              text("plugin_id"),
              text("provider_name"),
              oneOf(
                  "provider_type",
                  "local_file",
                  "online_document",
                  "website_crawl",
                  "online_drive"),
              map("datasource_parameters").optional())
          .putAll(NodeTypes.DOCUMENT_EXTRACTOR, selector("variable_selector"))
          .putAll(
              NodeTypes.TOOL,
              text("provider_id"),
              oneOf("provider_type", PROVIDER_TYPES),
              text("provider_name"),
              text("tool_name"),
              string("tool_label"),
              map("tool_configurations"),
              map("tool_parameters"))
          .putAll(NodeTypes.AGGREGATOR, string("output_type"), list("variables"))
          .putAll(NodeTypes.LEGACY_AGGREGATOR, string("output_type"), list("variables"))
          .putAll("template-transform", string("template"), list("variables"))
          .putAll(
              "code",
              list("variables"),
              oneOf("code_language", "python3", "javascript"),
              string("code"),
              map("outputs"))
          .putAll("http-request", text("method"), string("url"))
          .putAll(
              NodeTypes.ITERATION,
              text("start_node_id"),
              selector("iterator_selector"),
              selector("output_selector"),
              positive("parallel_nums").optional(),
              oneOf(
                      "error_handle_mode",
                      "terminated",
                      "continue-on-error",
                      "remove-abnormal-output")
                  .optional())
          .putAll(NodeTypes.LOOP, text("start_node_id"), positive("loop_count"))
          .putAll("list-operator", selector("variable"))
          .putAll(NodeTypes.LLM, text("model.provider"), text("model.name"))
          .putAll(
              NodeTypes.QUESTION_CLASSIFIER,
              text("model.provider"),
              text("model.name"),
              selector("query_variable_selector"),
              list("classes"))
          .putAll(
              NodeTypes.PARAMETER_EXTRACTOR,
              text("model.provider"),
              text("model.name"),
              selector("query"),
              list("parameters"))
          .build();

  private NodeRules() {}

  static void check(PipelineNode node, String path, Problems problems) {
    RULES.get(node.type()).forEach(rule -> rule.check(node.data(), path, problems));
    if (node.type().equals(NodeTypes.TOOL)) {
      checkParameters(node, path + ".tool_parameters", problems);
      checkConfigurations(node, path + ".tool_configurations", problems);
    }
  }

  private static void checkConfigurations(PipelineNode node, String path, Problems problems) {
    if (node.data().get("tool_configurations") instanceof Map<?, ?> configurations) {
      configurations.forEach(
          (name, value) -> {
            if (value == null || value instanceof List) {
              problems.error(
                  ProblemCode.INVALID_FIELD,
                  path + "." + name,
                  name + " must be one of: str, int, float, bool, dict",
                  "Give it a value of its own, or remove it.");
            }
          });
    }
  }

  private static void checkParameters(PipelineNode node, String path, Problems problems) {
    Trees.asMap(node.data().get("tool_parameters"))
        .forEach(
            (name, parameter) -> {
              String fault = fault(parameter);
              if (fault != null) {
                problems.error(
                    ProblemCode.INVALID_FIELD,
                    path + "." + name,
                    fault + " (parameter '" + name + "')",
                    "Correct the parameter; its type is mixed, variable or constant.");
              }
            });
  }

  private static @Nullable String fault(@Nullable Object parameter) {
    if (parameter == null) {
      return null;
    }
    Map<String, Object> input = Trees.asMap(parameter);
    Object value = input.get("value");
    if (!(input.get("type") instanceof String type)) {
      return "type is missing";
    } else if (value == null) {
      return null;
    }
    return switch (type) {
      case "mixed" -> value instanceof String ? null : "value must be a string";
      case "variable" -> {
        if (!(value instanceof List<?> list)) {
          yield "value must be a list";
        }
        boolean strings = list.stream().allMatch(String.class::isInstance);
        yield strings ? null : "value must be a list of strings";
      }
      case "constant" -> null;
      default -> "type must be mixed, variable or constant";
    };
  }
}

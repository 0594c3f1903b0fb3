package io.millrace.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.error.MillraceException;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import io.millrace.variable.VariablePool;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInNodesTest {
  private final VariablePool variables = new VariablePool();

  @Test
  void anAssignerThatFailsLeavesEverythingAsItWas() throws Exception {
    variables.put("conversation", "a", 1);
    NodeResult result =
        new VariableAssignerV2Node(
                settings(
                    Map.of(
                        "items",
                        List.of(
                            item("a", "+=", 2L), item("a", "/=", 0L), item("missing", "set", 1L)))))
            .execute(context());
    assertThat(result).isInstanceOf(NodeResult.Failed.class);
    assertThat(((NodeResult.Failed) result).error()).isEqualTo("Invalid input value 0");
    assertThat(variables.stored("conversation", "a")).contains(Value.of(1L));
  }

  @Test
  void anAssignerChangesOnlyItsScopeOfAnIteration() throws Exception {
    variables.put("conversation", "a", 1);
    VariablePool scope = variables.scope();
    new VariableAssignerV2Node(settings(Map.of("items", List.of(item("a", "+=", 2L)))))
        .execute(context(scope));
    assertThat(scope.stored("conversation", "a")).contains(Value.of(3L));
    assertThat(variables.stored("conversation", "a")).contains(Value.of(1L));
  }

  @Test
  void textsAreOrderedByCodePoint() throws Exception {
    variables.put("n", "v", List.of("\uFF5E", "\uD83D\uDE00", "a", "aa"));
    NodeResult result =
        new ListOperatorNode(
                settings(
                    Map.of(
                        "variable", List.of("n", "v"),
                        "filter_by", Map.of("enabled", false),
                        "order_by", Map.of("enabled", true, "value", "desc"),
                        "limit", Map.of("enabled", "no"))))
            .execute(context());
    assertThat(result.outputs().get("result"))
        .isEqualTo(new Value(ValueType.ARRAY_STRING, List.of("\uD83D\uDE00", "\uFF5E", "aa", "a")));
  }

  @Test
  void theMessageOfASettingThatCannotBeReadNamesItsWholePath() {
    Map<String, Object> data =
        Map.of(
            "filter_by", Map.of(),
            "order_by", Map.of("enabled", true, "value", "down"),
            "limit", Map.of());
    assertThatThrownBy(() -> new ListOperatorNode(settings(data)))
        .isInstanceOf(InvalidNodeException.class)
        .hasMessage("order_by.value must be one of [asc, desc], but was down");
  }

  @Test
  void aStartNodeShowsNoSecret() throws Exception {
    variables.put("start", "x", 1);
    variables.put("sys", "query", "q");
    variables.put("env", "KEY", new Value(ValueType.SECRET, "tok-1234567890"));
    NodeResult result = new StartNode("start", settings(Map.of())).execute(context());
    assertThat(result.inputs()).containsExactly(Map.entry("x", 1L));
    assertThat(result.outputs()).containsOnlyKeys("x", "sys.query");
  }

  @Test
  void aStartNodeChecksItsJsonInputs() throws Exception {
    StartNode start =
        new StartNode(
            "start",
            settings(
                Map.of(
                    "variables",
                    List.of(
                        Map.of(
                            "variable",
                            "j",
                            "label",
                            "J",
                            "type",
                            "json_object",
                            "required",
                            true,
                            "json_schema",
                            "{\"type\": \"object\", \"required\": [\"a\"], \"properties\":"
                                + " {\"a\": {\"type\": \"integer\", \"minimum\": 1}}}")))));
    assertThatThrownBy(() -> start.execute(context()))
        .isInstanceOf(MillraceException.class)
        .hasMessage("j is required in input form");
    variables.put("start", "j", Map.of("a", 0L));
    assertThatThrownBy(() -> start.execute(context()))
        .hasMessage("JSON object for 'j' does not match schema: j.a is less than the minimum of 1");
    variables.put("start", "j", Map.of("b", 0L));
    assertThatThrownBy(() -> start.execute(context())).hasMessageContaining("'a' is a required");
    variables.put("start", "j", Map.of("a", 1L));
    assertThat(start.execute(context())).isInstanceOf(NodeResult.Succeeded.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "label    | text-input  |                               | variable is required",
        "variable | text-input  |                               | label is required",
        "         | text        |                               | type must be one of",
        "         | json_object | not JSON                      | json_schema: ",
        "         | json_object | [1]                           | json_schema must be an object",
        "         | json_object | {\"type\": \"text\"}            | json_schema.type must be one"
            + " of",
        "         | json_object | {\"items\": {\"type\": [null]}} | json_schema.items.type must be"
      })
  void aStartNodeRefusesInputsThatNoFormHas(
      @Nullable String only, String type, @Nullable String schema, String message) {
    Map<String, Object> input = new LinkedHashMap<>(Map.of("variable", "j", "label", "J"));
    if (only != null) {
      input.keySet().retainAll(List.of(only));
    }
    input.put("type", type);
    if (schema != null) {
      input.put("json_schema", schema);
    }
    assertThatThrownBy(() -> new StartNode("start", settings(Map.of("variables", List.of(input)))))
        .isInstanceOf(InvalidNodeException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aPersonWhoDoesNotAnswerInTimeIsTheBranchOfTheTimeOut() throws Exception {
    HumanInputNode node =
        new HumanInputNode(
            settings(
                Map.of(
                    "form_content",
                    "Publish?",
                    "inputs",
                    List.of(
                        Map.of(
                            "output_variable_name",
                            "remark",
                            "default",
                            Map.of("type", "constant", "value", "none"))),
                    "user_actions",
                    List.of(Map.of("id", "yes", "title", "Yes")),
                    "timeout",
                    2,
                    "timeout_unit",
                    "day")));
    assertThat(node.execute(context()))
        .isInstanceOfSatisfying(
            NodeResult.Suspended.class,
            suspended -> assertThat(suspended.delay()).isEqualTo(Duration.ofDays(2)));

    NodeResult.Succeeded ended = (NodeResult.Succeeded) node.execute(resumed());
    assertThat(ended.handle()).isEqualTo("__timeout");
    assertThat(ended.outputs()).containsEntry("remark", "none").containsEntry("__action_id", null);
  }

  /** A context in which the time to answer is over. */
  private NodeContext resumed() {
    NodeContext waiting = context();
    return (NodeContext)
        Proxy.newProxyInstance(
            NodeContext.class.getClassLoader(),
            new Class<?>[] {NodeContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "resumed" -> true;
                  case "submission" -> Optional.empty();
                  default -> method.invoke(waiting, arguments);
                });
  }

  @Test
  void aSecretIsMaskedWhereInputsAreShown() throws Exception {
    variables.put("env", "KEY", new Value(ValueType.SECRET, "tok-1234567890"));
    variables.put("conversation", "n", 1);
    NodeResult aggregated =
        new VariableAggregatorNode(
                settings(
                    Map.of("output_type", "string", "variables", List.of(List.of("env", "KEY")))))
            .execute(context());
    assertThat(String.valueOf(aggregated.inputs())).doesNotContain("tok-1234567890");
    NodeResult assigned =
        new VariableAssignerV2Node(
                settings(
                    Map.of(
                        "items",
                        List.of(
                            Map.of(
                                "variable_selector",
                                List.of("conversation", "n"),
                                "input_type",
                                "variable",
                                "operation",
                                "over-write",
                                "value",
                                List.of("env", "KEY"))))))
            .execute(context());
    assertThat(((NodeResult.Failed) assigned).error())
        .startsWith("Invalid input value tok-12*")
        .doesNotContain("tok-1234567890");
  }

  private static Map<String, Object> item(String name, String operation, Object value) {
    return Map.of(
        "variable_selector",
        List.of("conversation", name),
        "input_type",
        "constant",
        "operation",
        operation,
        "value",
        value);
  }

  private static Settings settings(Map<String, Object> data) {
    return Settings.of(data);
  }

  private NodeContext context() {
    return context(variables);
  }

  private static NodeContext context(VariablePool pool) {
    return new NodeContext() {
      @Override
      public VariablePool variables() {
        return pool;
      }

      @Override
      public String executionId() {
        return "execution";
      }

      @Override
      public RunInfo run() {
        return new RunInfo("run", false, null, null, null, "batch");
      }

      @Override
      public boolean cancelled() {
        return false;
      }

      @Override
      public Instant deadline() {
        return Instant.MAX;
      }

      @Override
      public void warn(String sentence) {}
    };
  }
}

package io.millrace.template.jinjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.graph.Node;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.NodeResult;
import io.millrace.node.NodeServices;
import io.millrace.variable.VariablePool;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class TemplateNodeTest {
  private final VariablePool pool = new VariablePool();

  @Test
  void theProviderIsFoundOnTheClassPath() {
    assertThat(ServiceLoader.load(NodeExecutorProvider.class))
        .anySatisfy(provider -> assertThat(provider.types()).containsExactly("template-transform"));
  }

  @Test
  void variablesAreReadFromThePoolAndShownAsInputs() throws Exception {
    pool.put("a", "text", "Hi");

    NodeResult result = run("{{ t }} {{ gone }}", Map.of("t", List.of("a", "text")));

    assertThat(result.outputs()).containsEntry("output", "Hi ");
    assertThat(result.inputs()).containsEntry("t", "Hi");
  }

  @Test
  void aVariableThatIsNotThereIsNone() throws Exception {
    NodeResult result = run("{{ t }} {{ t is none }}", Map.of("t", List.of("a", "text")));

    assertThat(result.outputs()).containsEntry("output", "None True");
  }

  @Test
  void aTemplateThatCannotBeReadFailsTheNodeAndNotThePipeline() throws Exception {
    NodeResult result = run("{% if x %}", Map.of());

    assertThat(result)
        .isInstanceOfSatisfying(
            NodeResult.Failed.class,
            failed -> {
              assertThat(failed.error()).startsWith("Unexpected end of template.");
              assertThat(failed.errorType()).isEmpty();
            });
  }

  @Test
  void whatPythonWouldRaiseIsAnUnexpectedError() throws Exception {
    assertThat(run("{{ 1 + 'a' }}", Map.of()))
        .isInstanceOfSatisfying(
            NodeResult.Failed.class,
            failed -> assertThat(failed.errorType()).isEqualTo("WorkflowNodeError"));
  }

  @Test
  void outputUpToTheLimitIsKeptAndOneCharacterMoreFails() throws Exception {
    pool.put("a", "text", "😀".repeat(399_999));
    Map<String, List<String>> variables = Map.of("t", List.of("a", "text"));

    assertThat(run("{{ t }}x", variables)).isInstanceOf(NodeResult.Succeeded.class);
    assertThat(run("{{ t }}xy", variables))
        .isInstanceOfSatisfying(
            NodeResult.Failed.class,
            failed ->
                assertThat(failed.error()).isEqualTo("Output length exceeds 400000 characters"));
  }

  @Test
  void aTemplateMayChangeItsListsAndTheOtherNodesDoNotSeeIt() throws Exception {
    List<Object> shared = List.of(1L, 2L);
    pool.put("a", "list", shared);

    NodeResult result = run("{% set _ = l.append(3) %}{{ l }}", Map.of("l", List.of("a", "list")));

    assertThat(result.outputs()).containsEntry("output", "[1, 2, 3]");
    assertThat(shared).containsExactly(1L, 2L);
  }

  @Test
  void aCancelledRunStopsTheTemplate() throws Exception {
    NodeExecutor executor = executor("{% for i in range(100000) %}{{ i }}{% endfor %}", Map.of());

    assertThat(executor.execute(new TestContext(pool, true, Instant.MAX)))
        .isInstanceOfSatisfying(
            NodeResult.Failed.class,
            failed -> assertThat(failed.error()).isEqualTo("The template was stopped"));
  }

  @Test
  void settingsThatCannotBeUsedAreNamed() {
    assertThatThrownBy(() -> create(Map.of("variables", List.of())))
        .isInstanceOf(InvalidNodeException.class)
        .hasMessageContaining("'template'");
    assertThatThrownBy(
            () -> create(Map.of("template", "", "variables", List.of(Map.of("variable", "x")))))
        .isInstanceOf(InvalidNodeException.class)
        .hasMessageContaining("'value_selector' of 'x'");
  }

  private NodeResult run(String template, Map<String, List<String>> variables) throws Exception {
    return executor(template, variables).execute(TestContext.of(pool));
  }

  private static NodeExecutor executor(String template, Map<String, List<String>> variables) {
    List<Object> list = new ArrayList<>();
    variables.forEach(
        (name, selector) -> list.add(Map.of("variable", name, "value_selector", selector)));
    return create(Map.of("template", template, "variables", list));
  }

  private static NodeExecutor create(Map<String, Object> data) {
    Node node = new Node(0, "node", "template-transform", "", data, null);
    NodeServices none =
        (NodeServices)
            Proxy.newProxyInstance(
                NodeServices.class.getClassLoader(),
                new Class<?>[] {NodeServices.class},
                (proxy, method, arguments) -> {
                  throw new UnsupportedOperationException(method.getName());
                });
    return new JinjavaTemplateProvider().create(node, none);
  }
}

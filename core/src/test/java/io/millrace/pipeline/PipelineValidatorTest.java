package io.millrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PipelineValidatorTest {
  private static final String NODES = "workflow.graph.nodes";

  @Test
  void aDanglingEdgeIsNamedAsDifyNamesIt() {
    assertThat(check(graph("start", "a").edges("start>a", "ghost>a", "a>gone")))
        .extracting(PipelineProblem::message)
        .contains(
            "[MISSING_NODE] Edge edge_1 references unknown source node 'ghost'.",
            "[MISSING_NODE] Edge edge_2 references unknown target node 'gone'.");
  }

  @Test
  void aCycleIsNamedWithItsPath() {
    PipelineProblem cycle =
        only(ProblemCode.CYCLE, graph("start", "a", "b").edges("start>a", "a>b", "b>a"));
    assertThat(cycle.message()).endsWith("a → b → a.");
    assertThat(cycle.preventsRuns()).isTrue();
    assertThat(only(ProblemCode.CYCLE, graph("start", "a").edges("start>a", "a>a")).message())
        .endsWith("a → a.");
  }

  @Test
  void eachCycleIsReportedOnce() {
    List<PipelineProblem> problems =
        check(
            graph("start", "a", "b", "c", "d", "e")
                .edges("start>a", "a>b", "b>c", "c>a", "b>a", "c>d", "d>e", "e>d"));
    assertThat(problems).filteredOn(p -> p.code() == ProblemCode.CYCLE).hasSize(2);
  }

  @Test
  void aJoinFedByAnOrphanIsRefusedWithThePathNamed() {
    PipelineProblem problem =
        only(
            ProblemCode.ORPHAN_FEEDS_JOIN,
            graph("start", "a", "o", "end").edges("start>a", "a>end", "o>end"));
    assertThat(problem.message()).contains("o → end");
    assertThat(problem.path()).isEqualTo(NODES + "[3]");
    assertThat(problem.preventsRuns()).isTrue();
  }

  @Test
  void anOrphanThatFeedsNothingAndASecondRootAreFine() {
    assertThat(check(graph("start", "a", "o").edges("start>a")))
        .extracting(PipelineProblem::code)
        .contains(ProblemCode.UNREACHABLE_NODE)
        .doesNotContain(ProblemCode.ORPHAN_FEEDS_JOIN);
    assertThat(check(graph("start", "start2", "join").edges("start>join", "start2>join")))
        .noneMatch(PipelineProblem::preventsRuns);
  }

  @Test
  @Timeout(600)
  void aChainOfManyNodesIsCheckedInTheTimeOfATest() {
    List<String> ids = new ArrayList<>(List.of("start"));
    List<String> edges = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      edges.add(ids.get(i) + ">n" + i);
      ids.add("n" + i);
    }
    edges.add("n19999>n0");
    Graph graph = graph(ids.toArray(String[]::new)).edges(edges.toArray(String[]::new));
    PipelineProblem cycle = only(ProblemCode.CYCLE, graph);
    assertThat(cycle.message()).contains("(19950 more)").hasSizeLessThan(1_000);
  }

  static Stream<Arguments> flaws() {
    return Stream.of(
        arguments("type: knowledge-index", "type: answer", ProblemCode.NO_KNOWLEDGE_INDEX),
        arguments("type: datasource\n", "type: start\n", ProblemCode.NO_DATASOURCE),
        arguments("type: document-extractor", "type: zebra", ProblemCode.UNKNOWN_NODE_TYPE),
        arguments("id: extract\n", "id: chunk\n", ProblemCode.DUPLICATE_NODE_ID),
        arguments("id: extract\n", "id: 17\n", ProblemCode.INVALID_NODE),
        arguments("source: file\n", "source: 1\n", ProblemCode.IGNORED_EDGE),
        arguments("tool_name: general_chunker", "tool_name: ''", ProblemCode.MISSING_FIELD.name()),
        arguments("provider_type: local_file", "provider_type: usb", ProblemCode.INVALID_FIELD),
        arguments("chunk_structure: text_model", "chunk_structure: x", ProblemCode.INVALID_FIELD),
        arguments(
            "chunk_structure: text_model",
            "chunk_structure: qa_model",
            ProblemCode.CHUNK_STRUCTURE_MISMATCH),
        arguments(
            "indexing_technique: economy",
            "indexing_technique: high_quality",
            ProblemCode.MISSING_FIELD),
        arguments("{{#extract.text#}}", "{{#extra.text#}}", ProblemCode.UNKNOWN_REFERENCE),
        arguments("{{#extract.text#}}", "{{#env.key#}}", ProblemCode.UNKNOWN_REFERENCE),
        arguments("{{#extract.text#}}", "{{#rag.shared.k#}}", ProblemCode.UNKNOWN_REFERENCE),
        arguments(
            "- file\n        - file\n", "- gone\n        - file\n", ProblemCode.UNKNOWN_REFERENCE),
        arguments("- chunk\n        - result\n", "- chunk\n", ProblemCode.INVALID_FIELD),
        arguments("type: mixed", "type: odd", ProblemCode.INVALID_FIELD),
        arguments(
            "tool_configurations: {}",
            "tool_configurations: {size: null}",
            ProblemCode.INVALID_FIELD),
        arguments("title: extract\n", "error_strategy: none\n", ProblemCode.INVALID_FIELD),
        arguments(
            "title: extract\n",
            "retry_config: {retry_enabled: true, max_retries: -1}\n",
            ProblemCode.INVALID_FIELD),
        arguments(
            "title: extract\n",
            "default_value: [{key: a, type: number, value: many}]\n",
            ProblemCode.INVALID_ERROR_HANDLING),
        arguments(
            "sourceHandle: source\n      target: chunk",
            "sourceHandle: fail-branch\n      target: chunk",
            ProblemCode.UNKNOWN_BRANCH),
        arguments("dependencies: []", "dependencies: [{type: x}]", ProblemCode.INVALID_DEPENDENCY),
        arguments(
            "rag_pipeline_variables: []",
            "rag_pipeline_variables: [{belong_to_node_id: shared, variable: a, label: a, type: x}]",
            ProblemCode.INVALID_VARIABLE),
        arguments(
            "rag_pipeline_variables: []",
            "rag_pipeline_variables: [{belong_to_node_id: gone, variable: a, label: a, type:"
                + " number}, {belong_to_node_id: shared, variable: a, label: a, type: number}]",
            ProblemCode.DUPLICATE_VARIABLE),
        arguments(
            "environment_variables: []",
            "environment_variables: [{name: a, value_type: string, value: b}]",
            ProblemCode.MISSING_FIELD));
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void aFlawIsFoundWithItsPathAndWhatToDo(String part, String flawed, Object code) {
    String valid = new PipelineWriter().write(Samples.chain().build());
    assertThat(valid).contains(part);
    List<PipelineProblem> problems =
        new PipelineReader().inspect(valid.replace(part, flawed)).problems();
    List<String> codes =
        code.equals("MISSING_FIELD")
            ? List.of("MISSING_FIELD", "INVALID_FIELD")
            : List.of(code.toString());
    assertThat(problems)
        .filteredOn(problem -> codes.contains(problem.code().name()))
        .isNotEmpty()
        .allSatisfy(
            problem -> {
              assertThat(problem.path()).isNotEmpty();
              assertThat(problem.message()).isNotEmpty();
              assertThat(problem.remedy()).isNotEmpty();
            });
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    String valid = new PipelineWriter().write(Samples.chain().build());
    List<PipelineProblem> problems =
        new PipelineReader()
            .inspect(
                valid
                    .replace("top_k: 3", "top_k: none")
                    .replace("target: index\n", "target: x\n")
                    .replace("kind: rag_pipeline", "kind: app")
                    .replace("provider_type: local_file", "provider_type: usb"))
            .problems();
    assertThat(problems)
        .extracting(PipelineProblem::code)
        .contains(ProblemCode.WRONG_KIND, ProblemCode.MISSING_NODE, ProblemCode.INVALID_FIELD);
    assertThat(problems)
        .extracting(PipelineProblem::path)
        .contains(NODES + "[3].data.retrieval_model.top_k", NODES + "[0].data.provider_type");
  }

  @Test
  void anIfElseIsCheckedForCasesBranchesAndOperators() {
    Graph graph = graph("start", "choose", "a").edges("start>choose", "choose>a");
    graph.nodes.get(1).put("data", Map.of("type", "if-else", "cases", List.of()));
    assertThat(check(graph))
        .extracting(PipelineProblem::code)
        .contains(ProblemCode.NO_CASES, ProblemCode.UNKNOWN_BRANCH);
    graph
        .nodes
        .get(1)
        .put(
            "data",
            Map.of(
                "type",
                "if-else",
                "cases",
                List.of(
                    Map.of(
                        "case_id",
                        "source",
                        "logical_operator",
                        "xor",
                        "conditions",
                        List.of(
                            Map.of(
                                "variable_selector",
                                List.of("start", "x"),
                                "comparison_operator",
                                "resembles"))))));
    assertThat(check(graph))
        .extracting(PipelineProblem::path)
        .contains(
            NODES + "[1].data.cases[0].logical_operator",
            NODES + "[1].data.cases[0].conditions[0].comparison_operator");
  }

  @Test
  void aContainerNeedsItsStartAndItsMembersNeedTheContainer() {
    String valid = Samples.text("containers.pipeline");
    assertThat(codes(valid.replace("start_node_id: begin", "start_node_id: gone")))
        .contains(ProblemCode.MISSING_CONTAINER_START);
    assertThat(
            codes(
                valid.replace(
                    "parentId: each, data: {type: template",
                    "parentId: gone, data: {type: template")))
        .contains(ProblemCode.UNKNOWN_REFERENCE);
  }

  @Test
  void onlyGraphsThatCannotFinishAreRefusedAmongTheEngineVectors() throws IOException {
    Path file =
        Samples.conformance().map(dir -> dir.resolve("engine/runs.json")).orElse(Path.of("absent"));
    assumeTrue(Files.exists(file), "no DIR/engine/runs.json; set -Dmillrace.conformance.dir=DIR");
    Set<String> refused =
        Set.of(
            "odd/cycle",
            "odd/self-loop",
            "odd/orphan-feeds-join",
            "invalid/edge-source",
            "invalid/edge-target");
    ObjectMapper json = new ObjectMapper();
    for (JsonNode vector : json.readTree(file.toFile()).get("cases")) {
      Map<?, ?> graph = json.convertValue(vector.get("graph"), Map.class);
      Pipeline pipeline = Pipeline.fromTree(Map.of("workflow", Map.of("graph", graph)));
      assertThat(
              PipelineValidator.validate(pipeline).stream().anyMatch(PipelineProblem::preventsRuns))
          .as(vector.get("id").asText())
          .isEqualTo(refused.contains(vector.get("group").asText()));
    }
  }

  private static List<ProblemCode> codes(String yaml) {
    return new PipelineReader()
        .inspect(yaml).problems().stream().map(PipelineProblem::code).toList();
  }

  private static PipelineProblem only(ProblemCode code, Graph graph) {
    List<PipelineProblem> found =
        check(graph).stream().filter(problem -> problem.code() == code).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static List<PipelineProblem> check(Graph graph) {
    return PipelineValidator.validate(
        Pipeline.fromTree(
            Map.of(
                "workflow", Map.of("graph", Map.of("nodes", graph.nodes, "edges", graph.edges)))));
  }

  private static Graph graph(String... ids) {
    Graph graph = new Graph(new ArrayList<>(), new ArrayList<>());
    for (String id : ids) {
      String type = id.startsWith("start") ? "start" : "answer";
      graph.nodes.add(new LinkedHashMap<>(Map.of("id", id, "data", Map.of("type", type))));
    }
    return graph;
  }

  private record Graph(List<Map<String, Object>> nodes, List<Map<String, Object>> edges) {
    Graph edges(String... pairs) {
      for (String pair : pairs) {
        int middle = pair.indexOf('>');
        edges.add(
            Map.of("source", pair.substring(0, middle), "target", pair.substring(middle + 1)));
      }
      return this;
    }
  }
}

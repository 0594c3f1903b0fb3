package io.millrace.contract;

import io.millrace.file.FileRef;
import io.millrace.file.NewFile;
import io.millrace.graph.Node;
import io.millrace.node.BuiltInNodes;
import io.millrace.node.NodeExecutorProvider;
import io.millrace.node.NodeServices;
import io.millrace.node.model.ModelNodes;
import io.millrace.testkit.contract.NodeExecutorContract;
import io.millrace.testkit.fake.FakeNodeServices;
import io.millrace.variable.VariablePool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** Our own nodes keep the contract that those of plugins must keep. */
class NodeContractsTest {
  private static final List<String> TEXT = List.of("start", "text");

  abstract static class BuiltIn extends NodeExecutorContract {
    @Override
    protected NodeExecutorProvider provider() {
      return new BuiltInNodes();
    }

    @Override
    protected void prepare(VariablePool variables) throws IOException {
      variables.put("start", "text", "The mill grinds rye.");
    }
  }

  @Nested
  class VariableAggregator extends BuiltIn {
    @Override
    protected Node goodNode() {
      return node(
          "variable-aggregator", Map.of("output_type", "string", "variables", List.of(TEXT)));
    }

    @Override
    protected Optional<Node> badNode() {
      return Optional.of(node("variable-aggregator", Map.of("variables", "none")));
    }
  }

  @Nested
  class Answer extends BuiltIn {
    @Override
    protected Node goodNode() {
      return node("answer", Map.of("answer", "Know: {{#start.text#}}"));
    }

    @Override
    protected Optional<Node> badNode() {
      return Optional.of(node("answer", Map.of("answer", List.of())));
    }
  }

  @Nested
  class End extends BuiltIn {
    @Override
    protected Node goodNode() {
      return node(
          "end", Map.of("outputs", List.of(Map.of("variable", "it", "value_selector", TEXT))));
    }

    @Override
    protected Optional<Node> badNode() {
      return Optional.of(node("end", Map.of("outputs", "none")));
    }
  }

  @Nested
  class IfElse extends BuiltIn {
    @Override
    protected Node goodNode() {
      return node(
          "if-else",
          Map.of(
              "cases",
              List.of(
                  Map.of(
                      "case_id",
                      "true",
                      "logical_operator",
                      "and",
                      "conditions",
                      List.of(
                          Map.of(
                              "variable_selector",
                              TEXT,
                              "comparison_operator",
                              "contains",
                              "value",
                              "rye"))))));
    }

    @Override
    protected Optional<Node> badNode() {
      return Optional.of(node("if-else", Map.of("cases", "none")));
    }
  }

  @Nested
  class DocumentExtractor extends BuiltIn {
    private final FakeNodeServices services = new FakeNodeServices();

    @Override
    protected NodeServices services() {
      return services;
    }

    @Override
    protected Node goodNode() {
      return node("document-extractor", Map.of("variable_selector", List.of("start", "file")));
    }

    @Override
    protected Optional<Node> badNode() {
      return Optional.of(node("document-extractor", Map.of("variable_selector", "start.file")));
    }

    @Override
    protected void prepare(VariablePool variables) throws IOException {
      FileRef file =
          services
              .fileStore()
              .save(NewFile.upload("a.md", null), new ByteArrayInputStream(new byte[] {'a'}));
      variables.put("start", "file", file);
    }
  }

  @Nested
  class Llm extends BuiltIn {
    @Override
    protected NodeExecutorProvider provider() {
      return new ModelNodes();
    }

    @Override
    protected Node goodNode() {
      return node(
          "llm",
          Map.of(
              "model",
              Map.of(
                  "provider", "langgenius/openai/openai",
                  "name", "gpt-4o",
                  "mode", "chat",
                  "completion_params", Map.of()),
              "prompt_template",
              List.of(Map.of("role", "user", "text", "Repeat: {{#start.text#}}")),
              "context",
              Map.of("enabled", false),
              "vision",
              Map.of("enabled", false)));
    }
  }
}

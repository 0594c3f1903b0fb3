package io.millrace.node;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.tika.TikaDocumentExtractor;
import io.millrace.file.FileRef;
import io.millrace.file.InMemoryFileStore;
import io.millrace.file.NewFile;
import io.millrace.file.TransferMethod;
import io.millrace.graph.Node;
import io.millrace.node.model.ModelNodes;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolDescription;
import io.millrace.tool.ToolInvocation;
import io.millrace.tool.ToolMessage;
import io.millrace.tool.ToolParameter;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import io.millrace.variable.VariablePool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts with which nodes fail, word for word (spec/04). */
class DocumentedErrorsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final InMemoryFileStore FILES = new InMemoryFileStore();

  private static final DocumentExtractor TIKA = new TikaDocumentExtractor();

  private final VariablePool variables = new VariablePool();

  /** Takes one file; throws when it is given none. */
  private static final Tool PICKY =
      new Tool() {
        @Override
        public ToolDescription description() {
          return ToolDescription.of(
              "picky",
              "For tests.",
              ToolParameter.required("file", ToolParameter.Type.FILE),
              ToolParameter.optional("size", ToolParameter.Type.NUMBER, null));
        }

        @Override
        public List<ToolMessage> invoke(ToolInvocation call) {
          throw new IllegalStateException("out of paper");
        }
      };

  @AfterAll
  static void close() {
    TIKA.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          if-else | {'cases': [{'case_id': 'a', 'logical_operator': 'and', 'conditions': [{'variable_selector': ['in', 'gone'], 'comparison_operator': 'exists'}]}]} | Variable ['in', 'gone'] not found
          if-else | {'conditions': [{'variable_selector': ['in', 'object'], 'comparison_operator': 'contains', 'value': 'a'}]} | Invalid actual value type: string or array
          if-else | {'conditions': [{'variable_selector': ['in', 'number'], 'comparison_operator': 'is', 'value': '5'}]} | Invalid actual value type: string or boolean
          if-else | {'conditions': [{'variable_selector': ['in', 'text'], 'comparison_operator': 'in', 'value': 'a'}]} | Invalid expected value type: array
          if-else | {'conditions': [{'variable_selector': ['in', 'number'], 'comparison_operator': '>', 'value': 'it\\u0027s'}]} | Cannot convert 'it's' to number
          if-else | {'conditions': [{'variable_selector': ['in', 'files'], 'comparison_operator': 'contains', 'value': 'a'}]} | Sub variable is required
          list-operator | {'variable': ['in', 'gone'], 'filter_by': {}, 'order_by': {}, 'limit': {}} | Variable not found for selector: ['in', 'gone']
          list-operator | {'variable': ['in', 'text'], 'filter_by': {}, 'order_by': {}, 'limit': {}} | Variable ['in', 'text'] is not an array type, actual type: string
          list-operator | {'variable': ['in', 'texts'], 'filter_by': {}, 'order_by': {}, 'limit': {}, 'extract_by': {'enabled': true, 'serial': '0'}} | Invalid serial index: must be >= 1, got 0
          list-operator | {'variable': ['in', 'texts'], 'filter_by': {}, 'order_by': {}, 'limit': {}, 'extract_by': {'enabled': true, 'serial': '3'}} | Invalid serial index: must be <= 2, got 3
          list-operator | {'variable': ['in', 'files'], 'filter_by': {'enabled': true, 'conditions': [{'key': 'colour', 'value': 'x'}]}, 'order_by': {}, 'limit': {}} | Invalid key: colour
          list-operator | {'variable': ['in', 'texts'], 'filter_by': {'enabled': true, 'conditions': [{'comparison_operator': '>', 'value': 'x'}]}, 'order_by': {}, 'limit': {}} | Invalid condition: >
          list-operator | {'variable': ['in', 'texts'], 'filter_by': {'enabled': true, 'conditions': [{'comparison_operator': 'is', 'value': ['x']}]}, 'order_by': {}, 'limit': {}} | Invalid filter value: ['x']
          list-operator | {'variable': ['in', 'files'], 'filter_by': {}, 'order_by': {'enabled': true, 'key': 'colour'}, 'limit': {}} | Invalid order key: colour
          assigner | {'assigned_variable_selector': ['in', 'gone'], 'write_mode': 'clear', 'input_variable_selector': ['in', 'text']} | assigned variable not found
          assigner | {'assigned_variable_selector': ['in', 'text'], 'write_mode': 'over-write', 'input_variable_selector': ['in', 'gone']} | input value not found
          assigner | {'assigned_variable_selector': ['in', 'text'], 'write_mode': 'append', 'input_variable_selector': ['in', 'text']} | append mode requires an array variable
          assigner | {'version': '2', 'items': [{'variable_selector': ['in', 'number'], 'input_type': 'variable', 'operation': '+=', 'value': ['in', 'number']}]} | Input type variable is not supported for operation +=
          assigner | {'version': '2', 'items': [{'variable_selector': ['in', 'text'], 'input_type': 'constant', 'operation': 'append', 'value': 'x'}]} | Operation append is not supported for type string
          assigner | {'version': '2', 'items': [{'variable_selector': ['in', 'gone'], 'input_type': 'constant', 'operation': 'set', 'value': 'x'}]} | Variable ['in', 'gone'] not found
          assigner | {'version': '2', 'items': [{'variable_selector': ['in', 'number'], 'input_type': 'constant', 'operation': '/=', 'value': 0}]} | Invalid input value 0
          document-extractor | {'variable_selector': ['in', 'gone']} | File variable not found for selector: ['in', 'gone']
          document-extractor | {'variable_selector': ['in', 'text']} | Variable ['in', 'text'] is not an ArrayFileSegment
          document-extractor | {'variable_selector': ['in', 'file']} | Unsupported Extension Type: .xyz
          document-extractor | {'variable_selector': ['in', 'odd']} | Unsupported MIME type: application/x-odd
          document-extractor | {'variable_selector': ['in', 'nameless']} | Unable to determine file type: MIME type or file extension is missing
          document-extractor | {'variable_selector': ['in', 'lost']} | Error downloading file:
          tool | {'provider_id': 'p', 'tool_name': 'gone', 'tool_parameters': {}} | Failed to get tool runtime: no tool 'gone' of provider 'p' is installed.
          tool | {'provider_id': 'p', 'tool_name': 'picky', 'tool_parameters': {'file': {'type': 'variable', 'value': ['in', 'gone']}}} | Variable ['in', 'gone'] does not exist
          tool | {'provider_id': 'p', 'tool_name': 'picky', 'tool_parameters': {'file': {'type': 'variable', 'value': ['in', 'files']}}} | Parameter 'file' of tool 'picky': This parameter only accepts one file but got multiple files while invoking.
          tool | {'provider_id': 'p', 'tool_name': 'picky', 'tool_parameters': {'size': {'type': 'mixed', 'value': 'wide'}}} | Parameter 'size' of tool 'picky': must be a number, but was 'wide'
          tool | {'provider_id': 'p', 'tool_name': 'picky', 'tool_parameters': {'file': {'type': 'variable', 'value': ['in', 'file']}}} | Failed to invoke tool: out of paper
          code | {'code_language': 'python3', 'code': 'x', 'variables': [], 'outputs': {'r': {'type': 'number'}}} | Output r is missing.
          code | {'code_language': 'python3', 'code': 'x', 'variables': [], 'outputs': {}} | Not all output parameters are validated.
          code | {'code_language': 'python3', 'code': 'x', 'variables': [], 'outputs': {'s': {'type': 'number'}}} | Output s is not a number, got <class 'str'> instead.
          code | {'code_language': 'python3', 'code': 'x', 'variables': [], 'outputs': {'s': {'type': 'object'}}} | Output s is not an object, got <class 'str'> instead.
          code | {'code_language': 'python3', 'code': 'x', 'variables': [], 'outputs': {'s': {'type': 'array[string]'}}} | Output s is not an array, got <class 'str'> instead.
          code | {'code_language': 'python3', 'code': 'x', 'variables': [], 'outputs': {'s': {'type': 'string'}}} | The length of output variable `s` must be less than 400000 characters
          knowledge-index | {'chunk_structure': 'text_model', 'index_chunk_variable_selector': ['in', 'gone']} | Index chunk variable is required.
          knowledge-index | {'chunk_structure': 'text_model', 'index_chunk_variable_selector': ['in', 'nothing']} | Chunks is required.
          datasource | {'provider_type': 'local_file', 'plugin_id': 'p', 'provider_name': 'file'} | Datasource info is not set
          """)
  void theTextIsTheDocumentedOne(String type, String settings, String text) throws Exception {
    fill();
    Map<String, Object> data =
        JSON.readValue(settings.replace('\'', '"'), new TypeReference<>() {});
    Node node = new Node(0, "n", type, "", data, null);
    NodeExecutorProvider nodes =
        type.startsWith("knowledge") ? new ModelNodes() : new BuiltInNodes();
    assertThat(errorOf(nodes.create(node, services()))).startsWith(text);
  }

  private void fill() throws IOException {
    variables.put("in", "text", "abc");
    variables.put("in", "number", 5);
    variables.put("in", "object", Map.of("a", 1));
    variables.put("in", "texts", List.of("a", "b"));
    variables.put("in", "nothing", List.of());
    FileRef file = stored("a.xyz", "application/x-odd");
    variables.put("in", "file", file);
    variables.put("in", "odd", stored("a", "application/x-odd"));
    variables.put("in", "nameless", stored("a", null));
    variables.put("in", "lost", FileRef.stored("lost", "a.txt", "text/plain", 3));
    variables.put("in", "files", new Value(ValueType.ARRAY_FILE, List.of(file, file)));
  }

  private static FileRef stored(String name, @Nullable String mimeType) throws IOException {
    FileRef saved =
        FILES.save(
            new NewFile(name, "text/plain", TransferMethod.LOCAL_FILE),
            new ByteArrayInputStream(new byte[] {1, 2, 3}));
    return FileRef.stored(requireNonNull(saved.relatedId()), name, mimeType, 3);
  }

  private String errorOf(NodeExecutor executor) {
    try {
      NodeResult result = executor.execute(context());
      assertThat(result).isInstanceOf(NodeResult.Failed.class);
      return ((NodeResult.Failed) result).error();
    } catch (Exception e) {
      return String.valueOf(e.getMessage());
    }
  }

  private NodeContext context() {
    RunInfo run = new RunInfo("run", false, null, null, null, "batch");
    return (NodeContext)
        Proxy.newProxyInstance(
            NodeContext.class.getClassLoader(),
            new Class<?>[] {NodeContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "variables" -> variables;
                  case "run" -> run;
                  case "deadline" -> Instant.MAX;
                  case "cancelled", "resumed" -> false;
                  case "warnings" -> List.of();
                  case "executionId" -> "e-1";
                  default -> null;
                });
  }

  /** Services with one tool, and code that returns a very long text. */
  private static NodeServices services() {
    return (NodeServices)
        Proxy.newProxyInstance(
            NodeServices.class.getClassLoader(),
            new Class<?>[] {NodeServices.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "tool" -> Optional.of(PICKY).filter(t -> arguments[1].equals("picky"));
                  case "codeExecutor" -> Optional.of(longText());
                  case "extractor" -> Optional.of(TIKA);
                  case "files" -> FILES;
                  case "codeLimits" -> CodeLimits.DEFAULT;
                  default -> null;
                });
  }

  private static CodeExecutor longText() {
    return new CodeExecutor() {
      @Override
      public Map<String, Object> execute(Request request) {
        return Map.of("s", "x".repeat(400_001));
      }

      @Override
      public void close() {}
    };
  }
}

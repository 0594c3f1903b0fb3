package io.millrace.pipeline;

import static java.util.Objects.requireNonNull;

import io.millrace.variable.Selector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes a pipeline in code, equal to the one that reading its file gives.
 *
 * <pre>{@code
 * Pipeline pipeline =
 *     Pipeline.builder("Manuals")
 *         .datasource("file").localFile("pdf", "md")
 *         .documentExtractor("extract", Selector.of("file", "file"))
 *         .generalChunker("chunk").mixed("input_variable", "{{#extract.text#}}").add()
 *         .knowledgeIndex("index").chunks(Selector.of("chunk", "result")).economy()
 *         .chain("file", "extract", "chunk", "index")
 *         .build();
 * }</pre>
 *
 * <p>Keys come in alphabetical order, as in the files that Dify exports.
 *
 * @since 0.1
 */
public final class PipelineBuilder {
  private final Map<String, Object> header = new LinkedHashMap<>();
  private final List<Map<String, Object>> variables = new ArrayList<>();
  private final List<Map<String, Object>> environment = new ArrayList<>();
  private final Map<String, Map<String, Object>> nodes = new LinkedHashMap<>();
  private final List<PipelineEdge> edges = new ArrayList<>();

  PipelineBuilder(String name) {
    header.put("name", requireNonNull(name, "name"));
    header.put("description", "");
    header.put("icon", "📙");
    header.put("icon_type", "emoji");
    header.put("icon_background", "#FFEAD5");
    header.put("icon_url", null);
  }

  /** Says what the knowledge base is about. Default: nothing. */
  public PipelineBuilder description(String description) {
    header.put("description", requireNonNull(description, "description"));
    return this;
  }

  /** Adds something that a run is asked for. */
  public PipelineBuilder variable(PipelineVariable variable) {
    variables.add(variable.definition());
    return this;
  }

  /** Adds a value that every node can read as {@code {{#env.name#}}}. */
  public PipelineBuilder environmentVariable(EnvironmentVariable variable) {
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("id", variable.id());
    definition.put("name", variable.name());
    definition.put("value_type", variable.valueType());
    definition.put("value", variable.value());
    definition.put("description", "");
    definition.put("selector", List.of("env", variable.name()));
    environment.add(definition);
    return this;
  }

  /** Starts a node that documents come from; finish it with what it reads. */
  public DatasourceStep datasource(String id) {
    return new DatasourceStep(this, id);
  }

  /** Adds a node that gives the text of the file (or files) at a selector, as {@code text}. */
  public PipelineBuilder documentExtractor(String id, Selector file) {
    return node(
        id,
        NodeTypes.DOCUMENT_EXTRACTOR,
        Map.of("variable_selector", file.parts(), "is_array_file", false));
  }

  /** Starts a node that calls a tool; finish it with {@link ToolStep#add()}. */
  public ToolStep tool(String id, String providerId, String toolName) {
    return new ToolStep(this, id, providerId, toolName);
  }

  /** Starts a node that makes general chunks, as {@code result} (spec/04 §5.2). */
  public ToolStep generalChunker(String id) {
    return tool(id, "langgenius/general_chunker/general_chunker", "general_chunker");
  }

  /** Starts a node that makes parent and child chunks, as {@code result} (spec/04 §5.3). */
  public ToolStep parentChildChunker(String id) {
    return tool(id, "langgenius/parentchild_chunker/parentchild_chunker", "parentchild_chunker");
  }

  /** Starts a node that makes chunks of a table of questions and answers (spec/04 §5.4). */
  public ToolStep qaChunker(String id) {
    return tool(id, "langgenius/qa_chunk/qa_chunk", "qa_chunk");
  }

  /** Starts a node that takes one of several ways; finish it with {@link IfElseStep#add()}. */
  public IfElseStep ifElse(String id) {
    return new IfElseStep(this, id);
  }

  /** Adds a node that gives the first value that exists, as {@code output}. */
  public PipelineBuilder aggregator(String id, String outputType, Selector... selectors) {
    return node(
        id,
        NodeTypes.AGGREGATOR,
        Map.of(
            "output_type",
            outputType,
            "variables",
            Stream.of(selectors).map(Selector::parts).toList()));
  }

  /** Starts the node that stores the chunks; finish it with how they are indexed. */
  public KnowledgeIndexStep knowledgeIndex(String id) {
    return new KnowledgeIndexStep(this, id);
  }

  /**
   * Adds a node of any type.
   *
   * @param data its settings; {@code type} and {@code title} are added, the title being the id
   *     unless {@code data} has one
   * @throws IllegalArgumentException if there is a node with this id already
   */
  public PipelineBuilder node(String id, String type, Map<String, ?> data) {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("A node's id must not be empty");
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("type", type);
    all.put("title", id);
    all.putAll(data);
    if (nodes.putIfAbsent(id, all) != null) {
      throw new IllegalArgumentException(
          "Node '" + id + "' is there already. Known: " + nodes.keySet());
    }
    return this;
  }

  /**
   * Leads an edge from one node to another.
   *
   * @throws IllegalArgumentException if one of them has not been added
   */
  public PipelineBuilder edge(String source, String target) {
    return branch(source, "source", target);
  }

  /**
   * Leads an edge from a branch of a node to another.
   *
   * @param handle the id of a case, {@code false} for else, or {@code fail-branch}
   * @throws IllegalArgumentException if one of the nodes has not been added
   */
  public PipelineBuilder branch(String source, String handle, String target) {
    for (String id : List.of(source, target)) {
      if (!nodes.containsKey(id)) {
        throw new IllegalArgumentException(
            "Node '"
                + id
                + "' is not in this pipeline. Call node() before edge(). Known: "
                + nodes.keySet());
      }
    }
    edges.add(new PipelineEdge(source, handle, target));
    return this;
  }

  /** Leads edges from each node to the next. */
  public PipelineBuilder chain(String... ids) {
    for (int i = 1; i < ids.length; i++) {
      edge(ids[i - 1], ids[i]);
    }
    return this;
  }

  /**
   * Returns the pipeline.
   *
   * @throws InvalidPipelineException with all problems, if one of them is an error
   */
  public Pipeline build() {
    Map<String, Object> workflow = new LinkedHashMap<>();
    workflow.put("conversation_variables", List.of());
    workflow.put("environment_variables", environment);
    workflow.put("features", Map.of());
    workflow.put("graph", DrawnGraph.of(nodes, edges));
    workflow.put("rag_pipeline_variables", variables);
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("dependencies", List.of());
    tree.put("kind", "rag_pipeline");
    tree.put("rag_pipeline", header);
    tree.put("version", DslVersion.CURRENT_TEXT);
    tree.put("workflow", workflow);
    Pipeline pipeline = Pipeline.ofFrozen(Trees.sorted(Trees.freezeMap(tree)));
    List<PipelineProblem> problems = PipelineValidator.validate(pipeline);
    if (problems.stream().anyMatch(PipelineProblem::isError)) {
      throw new InvalidPipelineException(problems);
    }
    return pipeline;
  }
}

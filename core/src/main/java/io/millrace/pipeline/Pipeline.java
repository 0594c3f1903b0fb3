package io.millrace.pipeline;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A knowledge pipeline: what a {@code .pipeline} file says, unchanged, and the parts of it that a
 * run needs (spec/03 §1, §2).
 *
 * <p>Immutable. Two pipelines are equal when their trees are.
 *
 * @since 0.1
 */
public final class Pipeline {
  private final Map<String, Object> tree;
  private final GraphParts parts;
  private final ImmutableList<PipelineNode> nodes;
  private final ImmutableList<PipelineEdge> edges;
  private final ImmutableList<PipelineVariable> variables;
  private final ImmutableList<EnvironmentVariable> environmentVariables;

  private Pipeline(Map<String, Object> tree) {
    this.tree = tree;
    Map<String, Object> workflow = Trees.asMap(tree.get("workflow"));
    parts = GraphParts.of(Trees.asMap(workflow.get("graph")));
    nodes = ImmutableList.copyOf(parts.nodes().values());
    edges = ImmutableList.copyOf(parts.edges());
    variables =
        maps(workflow.get("rag_pipeline_variables")).stream()
            .map(PipelineVariable::of)
            .collect(ImmutableList.toImmutableList());
    environmentVariables =
        maps(workflow.get("environment_variables")).stream()
            .map(EnvironmentVariable::of)
            .collect(ImmutableList.toImmutableList());
  }

  /**
   * Returns the pipeline that {@code tree} spells, without judging it; see {@link
   * PipelineValidator}.
   *
   * @param tree maps with string keys, lists, strings, numbers, booleans and nulls; copied
   * @throws IllegalArgumentException if something else is in it, or it is nested too deep
   */
  public static Pipeline fromTree(Map<String, ?> tree) {
    return new Pipeline(Trees.freezeMap(tree));
  }

  /** As {@link #fromTree}, for a tree that nobody can change any more. */
  static Pipeline ofFrozen(Map<String, Object> tree) {
    return new Pipeline(tree);
  }

  /** Starts a pipeline in code; {@code name} is that of its knowledge base. */
  public static PipelineBuilder builder(String name) {
    return new PipelineBuilder(name);
  }

  /** Returns the name of the knowledge base; may be empty. */
  public String name() {
    return Trees.text(section("rag_pipeline").get("name"), "");
  }

  /** Returns the description of the knowledge base; may be empty. */
  public String description() {
    return Trees.text(section("rag_pipeline").get("description"), "");
  }

  /** Returns the version of the file format; {@code 0.1.0} when the file names none. */
  public String version() {
    return Trees.isText(tree.get("version"))
        ? Trees.text(tree.get("version"), "")
        : DslVersion.CURRENT_TEXT;
  }

  /** Returns the nodes in file order, editor remarks left out. */
  public List<PipelineNode> nodes() {
    return nodes;
  }

  /** Returns the edges in file order, those without string ends left out. */
  public List<PipelineEdge> edges() {
    return edges;
  }

  /** Returns the definitions of what a run is asked for, in file order. */
  public List<PipelineVariable> variables() {
    return variables;
  }

  /** Returns the environment variables in file order; some may be secrets. */
  public List<EnvironmentVariable> environmentVariables() {
    return environmentVariables;
  }

  /**
   * Returns everything the file says, key order kept, deeply immutable. Values are String, Long,
   * BigInteger, Double, Boolean, List, Map and null.
   */
  public Map<String, Object> tree() {
    return tree;
  }

  /** Returns the node with this id. */
  public Optional<PipelineNode> node(String id) {
    return Optional.ofNullable(parts.nodes().get(id));
  }

  /** Returns the nodes where a run can start, in file order. */
  public List<PipelineNode> datasourceNodes() {
    return ofType(NodeTypes.DATASOURCE);
  }

  /** Returns the first node that writes into the knowledge base. */
  public Optional<PipelineNode> knowledgeIndexNode() {
    return ofType(NodeTypes.KNOWLEDGE_INDEX).stream().findFirst();
  }

  List<PipelineNode> ofType(String type) {
    return nodes.stream().filter(node -> node.type().equals(type)).toList();
  }

  /** Where the nodes and edges stand in the file. */
  GraphParts parts() {
    return parts;
  }

  Map<String, Object> section(String key) {
    return Trees.asMap(tree.get(key));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pipeline pipeline && tree.equals(pipeline.tree);
  }

  @Override
  public int hashCode() {
    return tree.hashCode();
  }

  /** Returns a short form without settings, which may hold secrets. */
  @Override
  public String toString() {
    return "Pipeline['%s', %d nodes, %d edges]".formatted(name(), nodes.size(), edges.size());
  }

  private static List<Map<String, Object>> maps(@Nullable Object list) {
    return Trees.asList(list).stream().filter(Map.class::isInstance).map(Trees::asMap).toList();
  }
}

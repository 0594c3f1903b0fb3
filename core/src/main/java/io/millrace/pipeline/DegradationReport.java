package io.millrace.pipeline;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What of a pipeline an engine runs natively, through a stand-in, or not at all.
 *
 * @param entries the nodes in file order, each followed by the tool, datasource and models it uses
 * @since 0.1
 */
public record DegradationReport(List<Entry> entries) {
  /** What an entry is about. */
  public enum Kind {
    NODE,
    TOOL,
    DATASOURCE,
    MODEL
  }

  /**
   * One thing that a node asks for.
   *
   * @param nodeId the node that asks
   * @param nodeTitle its title; may be empty
   * @param kind what it asks for
   * @param subject its name: a node type, {@code provider/tool} or {@code provider/model}
   * @param support how well it is done
   */
  public record Entry(String nodeId, String nodeTitle, Kind kind, String subject, Support support) {
    public Entry {
      requireNonNull(nodeId, "nodeId");
      requireNonNull(nodeTitle, "nodeTitle");
      requireNonNull(kind, "kind");
      requireNonNull(subject, "subject");
      requireNonNull(support, "support");
    }
  }

  public DegradationReport {
    entries = ImmutableList.copyOf(entries);
  }

  /** Returns the report on {@code pipeline}. */
  public static DegradationReport of(Pipeline pipeline, Capabilities capabilities) {
    ImmutableList.Builder<Entry> entries = ImmutableList.builder();
    for (PipelineNode node : pipeline.nodes()) {
      entries.add(entry(node, Kind.NODE, node.type(), capabilities.nodeType(node.type())));
      Map<String, Object> data = node.data();
      if (node.type().equals(NodeTypes.TOOL)) {
        String provider = Trees.text(data.get("provider_id"), "");
        String tool = Trees.text(data.get("tool_name"), "");
        entries.add(
            entry(node, Kind.TOOL, provider + "/" + tool, capabilities.tool(provider, tool)));
      } else if (node.type().equals(NodeTypes.DATASOURCE)) {
        entries.add(datasource(node, capabilities));
      }
      for (ModelUse use : ModelUse.of(node)) {
        Support support = capabilities.model(use.type(), use.provider(), use.name());
        entries.add(
            entry(node, Kind.MODEL, use.type() + " " + use.provider() + "/" + use.name(), support));
      }
    }
    return new DegradationReport(entries.build());
  }

  /** Returns the worst level of any entry; {@code NATIVE} when there is none. */
  public Support.Level worst() {
    return entries.stream()
        .map(entry -> entry.support().level())
        .max(Comparator.naturalOrder())
        .orElse(Support.Level.NATIVE);
  }

  /** Returns the entries of one level. */
  public List<Entry> entries(Support.Level level) {
    return entries.stream().filter(entry -> entry.support().level() == level).toList();
  }

  /** Returns one line for each entry, for people. */
  @Override
  public String toString() {
    return entries.stream().map(DegradationReport::line).collect(Collectors.joining("\n"));
  }

  private static String line(Entry entry) {
    String reason = entry.support().reason();
    return "%-13s %s (node %s '%s')%s"
        .formatted(
            entry.support().level(),
            entry.subject(),
            entry.nodeId(),
            entry.nodeTitle(),
            reason.isEmpty() ? "" : ": " + reason);
  }

  private static Entry datasource(PipelineNode node, Capabilities capabilities) {
    String type = Trees.text(node.data().get("provider_type"), "");
    String plugin = Trees.text(node.data().get("plugin_id"), "");
    String provider = Trees.text(node.data().get("provider_name"), "");
    return entry(
        node,
        Kind.DATASOURCE,
        type + " " + plugin + "/" + provider,
        capabilities.datasource(type, plugin, provider));
  }

  private static Entry entry(PipelineNode node, Kind kind, String subject, Support support) {
    return new Entry(node.id(), node.title(), kind, subject, support);
  }
}

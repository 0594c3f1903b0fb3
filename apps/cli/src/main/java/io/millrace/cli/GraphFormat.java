package io.millrace.cli;

import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineEdge;
import io.millrace.pipeline.PipelineNode;
import java.util.HashMap;
import java.util.Map;

/** The languages a graph can be drawn in. */
enum GraphFormat {
  MERMAID {
    @Override
    String draw(Pipeline pipeline) {
      StringBuilder text = new StringBuilder("flowchart LR\n");
      Map<String, String> names = names(pipeline);
      for (PipelineNode node : pipeline.nodes()) {
        text.append(
            "  %s[\"%s\"]%n".formatted(names.get(node.id()), label(node).replace("\"", "#quot;")));
      }
      for (PipelineEdge edge : pipeline.edges()) {
        String handle =
            edge.sourceHandle().equals("source")
                ? ""
                : "|\"" + edge.sourceHandle().replace("\"", "#quot;") + "\"|";
        text.append(
            "  %s -->%s %s%n"
                .formatted(names.get(edge.source()), handle, names.get(edge.target())));
      }
      return text.toString();
    }
  },
  DOT {
    @Override
    String draw(Pipeline pipeline) {
      StringBuilder text =
          new StringBuilder("digraph pipeline {\n  rankdir=LR; node [shape=box];\n");
      Map<String, String> names = names(pipeline);
      for (PipelineNode node : pipeline.nodes()) {
        text.append("  %s [label=\"%s\"];%n".formatted(names.get(node.id()), quoted(label(node))));
      }
      for (PipelineEdge edge : pipeline.edges()) {
        String handle =
            edge.sourceHandle().equals("source")
                ? ""
                : " [label=\"" + quoted(edge.sourceHandle()) + "\"]";
        text.append(
            "  %s -> %s%s;%n"
                .formatted(names.get(edge.source()), names.get(edge.target()), handle));
      }
      return text.append("}\n").toString();
    }
  };

  abstract String draw(Pipeline pipeline);

  /** Ids may hold anything; drawings get names of their own. */
  private static Map<String, String> names(Pipeline pipeline) {
    Map<String, String> names = new HashMap<>();
    pipeline.nodes().forEach(node -> names.put(node.id(), "n" + names.size()));
    return names;
  }

  private static String label(PipelineNode node) {
    return (node.title().isEmpty() ? node.id() : node.title()) + " · " + node.type();
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}

package io.millrace.pipeline;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Measures what a YAML document becomes when its aliases are written out, before anything walks it,
 * so that a small file cannot stand for a huge tree. Linear in the file.
 */
final class YamlSize {
  private static final int NODE_WEIGHT = 8;

  private final ReaderLimits limits;
  private final IdentityHashMap<Node, Measure> measured = new IdentityHashMap<>();
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private long distinct;

  private YamlSize(ReaderLimits limits) {
    this.limits = limits;
  }

  /**
   * @throws YamlProblem if the document contains itself, is nested too deep or grows too much
   */
  static void check(Node root, ReaderLimits limits) {
    YamlSize size = new YamlSize(limits);
    Measure measure = size.measure(root);
    if (measure.weight() - size.distinct > limits.maxBytes()) {
      throw new YamlProblem(
          "its aliases stand for more than " + limits.maxBytes() + " bytes", root.getStartMark());
    }
  }

  /** Only a node with an anchor can come again. */
  private Measure measure(Node node) {
    if (node.getAnchor() == null) {
      return measureNew(node);
    }
    Measure known = measured.get(node);
    if (known != null) {
      return known;
    }
    if (!open.add(node)) {
      throw new YamlProblem("an alias refers to what contains it", node.getStartMark());
    }
    Measure measure = measureNew(node);
    measured.put(node, measure);
    open.remove(node);
    return measure;
  }

  private Measure measureNew(Node node) {
    int own = NODE_WEIGHT;
    Measure inside = new Measure(0, 0);
    if (node instanceof ScalarNode scalar) {
      own += scalar.getValue().length();
    } else if (node instanceof SequenceNode sequence) {
      for (Node element : sequence.getValue()) {
        inside = inside.plus(measure(element));
      }
    } else if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        inside = inside.plus(measure(entry.getKeyNode())).plus(measure(entry.getValueNode()));
      }
    }
    distinct += own;
    Measure measure = new Measure(inside.weight() + own, inside.depth() + 1);
    if (measure.depth() > limits.maxDepth() + 1) {
      throw new YamlProblem(
          "lists and maps are nested more than " + limits.maxDepth() + " deep",
          node.getStartMark());
    }
    return measure;
  }

  private record Measure(long weight, int depth) {
    /** Saturates far below overflow. */
    Measure plus(Measure other) {
      return new Measure(
          Math.min(weight + other.weight, Long.MAX_VALUE / 4), Math.max(depth, other.depth));
    }
  }
}

package io.millrace.extractor.tika;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns the nodes of a YAML text into the nodes of what PyYAML's safe loader and dumper make of it:
 * canonical scalars, merged mappings, the last of equal keys, block style, anchors for shared
 * collections only.
 */
final class PyYamlNodes {
  private static final int DEEPEST = 400;

  private final IdentityHashMap<Node, Node> done = new IdentityHashMap<>();
  private int depth;

  Node rewrite(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar);
    }
    Node known = done.get(node);
    if (known != null) {
      return known;
    }
    if (++depth > DEEPEST) {
      throw flaw("more than %d levels".formatted(DEEPEST), node);
    }
    Node rewritten =
        node instanceof SequenceNode sequence ? sequence(sequence) : mapping((MappingNode) node);
    depth--;
    return rewritten;
  }

  private static Node scalar(ScalarNode node) {
    Tag tag = node.getTag();
    String text = node.getValue();
    try {
      if (tag.equals(Tag.STR)) {
        return plain(Tag.STR, text, node);
      } else if (tag.equals(Tag.NULL)) {
        return plain(tag, "null", node);
      } else if (tag.equals(Tag.BOOL)) {
        return plain(tag, PyYamlScalars.bool(text), node);
      } else if (tag.equals(Tag.INT)) {
        return plain(tag, PyYamlScalars.whole(text), node);
      } else if (tag.equals(Tag.FLOAT)) {
        return plain(tag, PyYamlScalars.real(text), node);
      } else if (tag.equals(Tag.TIMESTAMP)) {
        return plain(tag, PyYamlScalars.timestamp(text), node);
      } else if (tag.equals(Tag.BINARY)) {
        return new ScalarNode(tag, PyYamlScalars.binary(text), null, null, ScalarStyle.LITERAL);
      }
    } catch (IllegalArgumentException e) {
      throw flaw("'%s' is no %s".formatted(text, tag.getValue()), node);
    }
    throw unknownTag(node);
  }

  private Node sequence(SequenceNode node) {
    List<Node> items = new ArrayList<>(node.getValue().size());
    Tag tag = known(node, Tag.SEQ, Tag.OMAP, Tag.PAIRS);
    SequenceNode rewritten = new SequenceNode(tag, items, FlowStyle.BLOCK);
    done.put(node, rewritten);
    node.getValue().forEach(item -> items.add(rewrite(item)));
    return rewritten;
  }

  private Node mapping(MappingNode node) {
    Tag tag = known(node, Tag.MAP, Tag.SET);
    List<NodeTuple> entries = new ArrayList<>(node.getValue().size());
    MappingNode rewritten = new MappingNode(tag, entries, FlowStyle.BLOCK);
    done.put(node, rewritten);
    Map<Object, NodeTuple> unique = new LinkedHashMap<>();
    for (NodeTuple entry : flat(node, 0)) {
      Node key = key(entry.getKeyNode());
      Object identity = identity(key, entry.getKeyNode());
      NodeTuple first = unique.get(identity);
      unique.put(
          identity,
          new NodeTuple(first == null ? key : first.getKeyNode(), rewrite(entry.getValueNode())));
    }
    entries.addAll(unique.values());
    return rewritten;
  }

  /** Returns the entries with what {@code <<} names before the mapping's own. */
  private List<NodeTuple> flat(MappingNode node, int merges) {
    if (merges > DEEPEST) {
      throw flaw("merge keys nest too deeply", node);
    }
    List<NodeTuple> merged = new ArrayList<>();
    List<NodeTuple> own = new ArrayList<>();
    for (NodeTuple entry : node.getValue()) {
      if (!entry.getKeyNode().getTag().equals(Tag.MERGE)) {
        own.add(entry);
      } else if (entry.getValueNode() instanceof MappingNode other) {
        merged.addAll(flat(other, merges + 1));
      } else if (entry.getValueNode() instanceof SequenceNode list) {
        List<Node> others = list.getValue();
        for (int i = others.size() - 1; i >= 0; i--) {
          if (!(others.get(i) instanceof MappingNode other)) {
            throw flaw("expected a mapping for merging", others.get(i));
          }
          merged.addAll(flat(other, merges + 1));
        }
      } else {
        throw flaw("expected a mapping or list of mappings for merging", entry.getValueNode());
      }
      if (merged.size() > 1_000_000) {
        throw flaw("merge keys grow too large", node);
      }
    }
    merged.addAll(own);
    return merged;
  }

  private Node key(Node key) {
    return key instanceof ScalarNode scalar && key.getTag().equals(PyYamlResolver.VALUE)
        ? plain(Tag.STR, scalar.getValue(), scalar)
        : rewrite(key);
  }

  private static Object identity(Node key, Node original) {
    if (key instanceof ScalarNode scalar) {
      return List.of(scalar.getTag(), scalar.getValue());
    }
    throw flaw("found unhashable key", original);
  }

  private static Tag known(Node node, Tag... tags) {
    for (Tag tag : tags) {
      if (tag.equals(node.getTag())) {
        return tag;
      }
    }
    throw unknownTag(node);
  }

  private static Node plain(Tag tag, String text, Node original) {
    Objects.requireNonNull(original);
    return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
  }

  private static SyntaxFlaw unknownTag(Node node) {
    return flaw(
        "could not determine a constructor for the tag '" + node.getTag().getValue() + "'", node);
  }

  private static SyntaxFlaw flaw(String message, Node node) {
    Mark mark = node.getStartMark();
    int line = mark == null ? 1 : mark.getLine() + 1;
    int column = mark == null ? 1 : mark.getColumn() + 1;
    return new SyntaxFlaw(
        "%s, line %d, column %d".formatted(message, line, column), line, column, null);
  }
}

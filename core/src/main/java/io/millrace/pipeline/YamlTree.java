package io.millrace.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Makes the immutable tree of a composed YAML document, as PyYAML's safe loader would.
 *
 * <p>What a pipeline has no use for differs: a date stays the text it was, keys that are not
 * strings become the strings that JSON makes of them. Any tag beyond the basic ones is refused, so
 * that no tag is ever executed. What an alias stands for is made once and shared.
 */
final class YamlTree {
  private static final int MAX_REPORTED = 100;

  private final IdentityHashMap<Node, Object> made = new IdentityHashMap<>();
  private final Consumer<PipelineProblem> problems;
  private int reported;

  private YamlTree(Consumer<PipelineProblem> problems) {
    this.problems = problems;
  }

  /**
   * @param problems told of keys that stand twice in a map, of which the last wins
   * @throws YamlProblem if there is something that PyYAML's safe loader refuses
   */
  static @Nullable Object of(Node root, Consumer<PipelineProblem> problems) {
    return new YamlTree(problems).make(root, null);
  }

  private @Nullable Object make(Node node, @Nullable TreePath place) {
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar);
    }
    Object known = made.get(node);
    if (known == null) {
      known =
          node instanceof SequenceNode list ? list(list, place) : map((MappingNode) node, place);
      if (node.getAnchor() != null) {
        made.put(node, known);
      }
    }
    return known;
  }

  private List<Object> list(SequenceNode node, @Nullable TreePath place) {
    requireTag(node, Tag.SEQ);
    List<Object> list = new ArrayList<>(node.getValue().size());
    for (Node element : node.getValue()) {
      list.add(make(element, TreePath.element(place, list.size())));
    }
    return Collections.unmodifiableList(list);
  }

  private Map<String, Object> map(MappingNode node, @Nullable TreePath place) {
    requireTag(node, Tag.MAP);
    Map<String, Object> map = new LinkedHashMap<>();
    for (NodeTuple entry : node.getValue()) {
      if (entry.getKeyNode().getTag().equals(Tag.MERGE)) {
        merge(entry.getValueNode(), place).forEach(map::put);
      }
    }
    Map<String, Node> own = new LinkedHashMap<>();
    for (NodeTuple entry : node.getValue()) {
      if (!entry.getKeyNode().getTag().equals(Tag.MERGE)) {
        String key = key(entry.getKeyNode());
        TreePath at = TreePath.key(place, key);
        if (own.put(key, entry.getKeyNode()) != null) {
          reportDuplicate(key, at, entry.getKeyNode().getStartMark());
        }
        map.put(key, make(entry.getValueNode(), at));
      }
    }
    return Collections.unmodifiableMap(map);
  }

  /** Of maps that are merged together, the first that has a key wins. */
  private Map<String, Object> merge(Node node, @Nullable TreePath place) {
    Map<String, Object> merged = new LinkedHashMap<>();
    List<Node> sources = node instanceof SequenceNode list ? list.getValue() : List.of(node);
    for (Node source : sources) {
      if (!(source instanceof MappingNode mapping)) {
        throw new YamlProblem("expected a mapping to merge", source.getStartMark());
      }
      Trees.asMap(make(mapping, place))
          .forEach(
              (key, value) -> {
                if (!merged.containsKey(key)) {
                  merged.put(key, value);
                }
              });
    }
    return merged;
  }

  private static String key(Node node) {
    if (node instanceof ScalarNode scalar) {
      return String.valueOf(scalar(scalar));
    }
    throw new YamlProblem("found unhashable key", node.getStartMark());
  }

  private static @Nullable Object scalar(ScalarNode node) {
    String text = node.getValue();
    Tag tag = node.getTag();
    try {
      if (tag.equals(Tag.NULL)) {
        return null;
      } else if (tag.equals(Tag.INT)) {
        return YamlNumbers.integer(text);
      } else if (tag.equals(Tag.FLOAT)) {
        return YamlNumbers.floating(text);
      }
    } catch (NumberFormatException e) {
      throw new YamlProblem("invalid number", node.getStartMark());
    }
    if (tag.equals(Tag.BOOL)) {
      Boolean value = YamlScalars.BOOLEANS.get(text.toLowerCase(Locale.ROOT));
      if (value == null) {
        throw new YamlProblem("invalid boolean", node.getStartMark());
      }
      return value;
    }
    if (tag.equals(Tag.TIMESTAMP) || tag.equals(Tag.MERGE)) {
      return text;
    }
    requireTag(node, Tag.STR);
    if (!Trees.isUnicode(text)) {
      throw new YamlProblem("a text holds half a character", node.getStartMark());
    }
    return text;
  }

  private static void requireTag(Node node, Tag expected) {
    if (!node.getTag().equals(expected)) {
      throw new YamlProblem(
          "could not determine a constructor for the tag '" + node.getTag().getValue() + "'",
          node.getStartMark());
    }
  }

  private void reportDuplicate(String key, TreePath place, Mark mark) {
    if (++reported <= MAX_REPORTED) {
      problems.accept(
          PipelineProblem.warning(
              ProblemCode.DUPLICATE_KEY,
              place.toString(),
              "The key '"
                  + key
                  + "' stands more than once"
                  + YamlProblem.at(mark.getLine(), mark.getColumn())
                  + "; the last one wins.",
              "Remove the others."));
    }
  }
}

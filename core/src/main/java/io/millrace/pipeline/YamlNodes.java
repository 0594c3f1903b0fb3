package io.millrace.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Makes YAML nodes of a tree, each text in the plainest style that every YAML 1.1 reader reads back
 * as the same text.
 */
final class YamlNodes {
  private static final Resolver ANY_YAML_1_1 = new Resolver();

  private YamlNodes() {}

  static Node of(@Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      List<NodeTuple> entries = new ArrayList<>();
      Trees.asMap(value)
          .forEach((key, element) -> entries.add(new NodeTuple(text(key, true), of(element))));
      return new MappingNode(Tag.MAP, entries, FlowStyle.BLOCK);
    } else if (value instanceof List<?> list) {
      List<Node> elements = new ArrayList<>(list.size());
      list.forEach(element -> elements.add(of(element)));
      return new SequenceNode(Tag.SEQ, elements, FlowStyle.BLOCK);
    } else if (value instanceof String text) {
      return text(text, false);
    } else if (value instanceof Boolean) {
      return scalar(Tag.BOOL, value.toString(), ScalarStyle.PLAIN);
    } else if (value instanceof Double number) {
      return scalar(Tag.FLOAT, floating(number), ScalarStyle.PLAIN);
    }
    return value == null
        ? scalar(Tag.NULL, "null", ScalarStyle.PLAIN)
        : scalar(Tag.INT, value.toString(), ScalarStyle.PLAIN);
  }

  private static Node text(String text, boolean key) {
    if (isLines(text) && !key) {
      return scalar(Tag.STR, text, ScalarStyle.LITERAL);
    } else if (text.codePoints().anyMatch(YamlNodes::needsEscape)) {
      return scalar(Tag.STR, text, ScalarStyle.DOUBLE_QUOTED);
    }
    return scalar(Tag.STR, text, readsAsText(text) ? ScalarStyle.PLAIN : ScalarStyle.SINGLE_QUOTED);
  }

  /** Controls, line ends of other kinds, byte order marks, halves of a character. */
  private static boolean needsEscape(int c) {
    return c < ' '
        || (c >= 0x7F && c <= 0xA0)
        || c == 0x2028
        || c == 0x2029
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
        || (c >= 0xFEFF && c <= 0xFFFF);
  }

  /** Several lines that a literal block shows as they are. */
  private static boolean isLines(String text) {
    if (text.indexOf('\n') < 0 || text.isBlank() || Character.isWhitespace(text.charAt(0))) {
      return false;
    }
    boolean plain = text.codePoints().noneMatch(c -> c != '\n' && needsEscape(c));
    return plain && !text.endsWith(" ") && !text.contains(" \n");
  }

  private static boolean readsAsText(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return YamlScalars.tagOf(text).equals(Tag.STR)
        && ANY_YAML_1_1.resolve(NodeId.scalar, text, true).equals(Tag.STR)
        && !text.equals("=")
        && !lower.equals("y")
        && !lower.equals("n")
        && !lower.startsWith("0o");
  }

  /** Readers of YAML 1.1 want a sign in the exponent. */
  private static String floating(Double value) {
    if (value.isNaN()) {
      return ".nan";
    } else if (value.isInfinite()) {
      return value > 0 ? ".inf" : "-.inf";
    }
    String text = value.toString();
    int exponent = text.indexOf('E');
    return exponent < 0 || text.charAt(exponent + 1) == '-'
        ? text
        : text.substring(0, exponent) + "e+" + text.substring(exponent + 1);
  }

  private static Node scalar(Tag tag, String text, ScalarStyle style) {
    return new ScalarNode(tag, text, null, null, style);
  }
}

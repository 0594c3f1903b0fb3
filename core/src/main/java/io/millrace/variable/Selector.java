package io.millrace.variable;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The address of a value: {@code [node id or namespace, name, …]} (spec/03 §5).
 *
 * @param parts at least two, none null
 * @since 0.1
 */
public record Selector(ImmutableList<String> parts) {

  public Selector {
    if (parts.size() < 2) {
      throw new VariableException(
          "A selector needs a node id and a name, such as [\"node\", \"text\"], but was " + parts);
    }
  }

  /** Returns the selector with these parts. */
  public static Selector of(String node, String name, String... rest) {
    return new Selector(ImmutableList.<String>builder().add(node).add(name).add(rest).build());
  }

  /**
   * Returns the selector that a pipeline file spells as a list.
   *
   * @throws VariableException if {@code raw} is not a list of at least two strings
   */
  public static Selector parse(@Nullable Object raw) {
    if (raw instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return new Selector(
          list.stream().map(String.class::cast).collect(ImmutableList.toImmutableList()));
    }
    throw new VariableException("A selector is a list of strings, but was " + raw);
  }

  /** Returns the node id or the namespace ({@code sys}, {@code env}, {@code rag} …). */
  public String node() {
    return parts.get(0);
  }

  /** Returns the name under the node. */
  public String name() {
    return parts.get(1);
  }

  /** Returns the path without brackets: {@code node.name.key}. */
  public String dotted() {
    return String.join(".", parts);
  }

  /** Returns the Python list form that Dify's messages show: {@code ['node', 'name']}. */
  @Override
  public String toString() {
    return "['" + String.join("', '", parts) + "']";
  }
}

package io.millrace.tool;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * What a tool says of itself.
 *
 * @param name the {@code tool_name} of pipeline files, unique in its provider
 * @param summary one sentence for people
 * @param parameters what it takes
 * @param standIn whether it stands in for a tool it does not fully match, with the difference said
 *     in {@code summary}
 * @since 0.1
 */
public record ToolDescription(
    String name, String summary, ImmutableList<ToolParameter> parameters, boolean standIn) {
  public ToolDescription {
    requireNonNull(name, "name");
    requireNonNull(summary, "summary");
    requireNonNull(parameters, "parameters");
  }

  /** Returns a tool that does what its namesake does. */
  public static ToolDescription of(String name, String summary, ToolParameter... parameters) {
    return new ToolDescription(name, summary, ImmutableList.copyOf(parameters), false);
  }

  /** Returns a tool that stands in for its namesake; {@code summary} says what differs. */
  public static ToolDescription standIn(String name, String summary, ToolParameter... parameters) {
    return new ToolDescription(name, summary, ImmutableList.copyOf(parameters), true);
  }

  /** Returns the parameter of that name. */
  public Optional<ToolParameter> parameter(String parameterName) {
    return parameters.stream().filter(p -> p.name().equals(parameterName)).findFirst();
  }
}

package io.millrace.model;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A function that a model may ask to call.
 *
 * @param name letters, digits, dashes and underscores
 * @param description what it does, for the model
 * @param parameters JSON schema of its one argument, an object
 * @since 0.1
 */
public record ChatTool(String name, String description, Map<String, Object> parameters) {
  public ChatTool {
    requireNonNull(name, "name");
    requireNonNull(description, "description");
    requireNonNull(parameters, "parameters");
  }
}

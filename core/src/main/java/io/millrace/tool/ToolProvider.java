package io.millrace.tool;

import java.util.List;

/**
 * A family of tools under one provider id.
 *
 * <p>Found with {@link java.util.ServiceLoader} or added to the engine's builder. Needs a public
 * no-argument constructor that opens nothing.
 *
 * @since 0.1
 */
public interface ToolProvider {

  /**
   * Returns the {@code provider_id} of pipeline files, such as {@code
   * langgenius/general_chunker/general_chunker}.
   */
  String id();

  /** Returns the tools, each with a name of its own. */
  List<Tool> tools();
}

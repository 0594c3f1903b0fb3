package io.millrace.tool;

import java.util.List;

/**
 * What a {@code tool} node calls.
 *
 * <p>Implementations must be safe for use by many threads, must answer an interrupt of the calling
 * thread by ending soon, and must report a failure as a {@link ToolException} whose message can be
 * shown to people.
 *
 * @since 0.1
 */
public interface Tool {

  /** Returns what this tool is called and takes; always the same. */
  ToolDescription description();

  /**
   * Calls the tool.
   *
   * @return what it says, in order
   * @throws ToolException if the call failed
   */
  List<ToolMessage> invoke(ToolInvocation invocation);
}

package io.millrace.node;

/**
 * Runs one node of a compiled graph.
 *
 * <p>One instance serves every run of its pipeline: it must be safe for use by many threads and
 * must keep nothing of a run. It must answer an interrupt of the calling thread by ending soon.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface NodeExecutor {

  /**
   * Runs the node once.
   *
   * @return how it ended; never {@code null}
   * @throws Exception for what was not expected; the node then fails with the exception's text and
   *     error type {@code WorkflowNodeError} (spec/04 §1)
   */
  NodeResult execute(NodeContext context) throws Exception;
}

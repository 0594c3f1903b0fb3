package io.millrace.node;

import io.millrace.event.NodeExecution;

/**
 * A node that waits for a person.
 *
 * @param node the execution that waits; its id is what an answer names
 * @param request what it asks
 * @since 0.1
 */
public record PendingInput(NodeExecution node, InputRequest request) {}

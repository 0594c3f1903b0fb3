package io.millrace.graph;

/**
 * One edge of a compiled graph.
 *
 * @param index its place in {@link WorkflowGraph#edges()}
 * @param source index of the node it leaves
 * @param handle the branch it stands for; {@code source} for an ordinary node
 * @param target index of the node it enters
 * @since 0.1
 */
public record Edge(int index, int source, String handle, int target) {}

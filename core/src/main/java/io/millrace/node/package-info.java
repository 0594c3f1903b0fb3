/**
 * How a node runs. {@link io.millrace.node.NodeExecutorProvider} makes one {@link
 * io.millrace.node.NodeExecutor} a node when a pipeline is compiled; the engine calls it once a
 * walk with a {@link io.millrace.node.NodeContext}.
 */
@NullMarked
package io.millrace.node;

import org.jspecify.annotations.NullMarked;

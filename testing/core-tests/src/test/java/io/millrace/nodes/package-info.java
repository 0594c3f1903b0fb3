/** Nodes that reach models and servers, run in whole pipelines against real servers. */
@NullMarked
package io.millrace.nodes;

import org.jspecify.annotations.NullMarked;

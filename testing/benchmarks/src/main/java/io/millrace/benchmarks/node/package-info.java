/** Single nodes: templates and code. */
@NullMarked
package io.millrace.benchmarks.node;

import org.jspecify.annotations.NullMarked;

/** What walking a graph costs besides the work of its nodes. */
@NullMarked
package io.millrace.benchmarks.engine;

import org.jspecify.annotations.NullMarked;

/** Splitting texts to chunks. */
@NullMarked
package io.millrace.benchmarks.chunk;

import org.jspecify.annotations.NullMarked;

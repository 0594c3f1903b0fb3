/** Writing and searching the embedded index. */
@NullMarked
package io.millrace.benchmarks.knowledge;

import org.jspecify.annotations.NullMarked;

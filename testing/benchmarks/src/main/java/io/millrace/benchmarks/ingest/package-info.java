/** Many texts from source to store, with time and memory of the whole process. */
@NullMarked
package io.millrace.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;

/** What stands in for documents, models and stores: cheap, and the same every time. */
@NullMarked
package io.millrace.benchmarks.fake;

import org.jspecify.annotations.NullMarked;

/** How well the waiting for Notion's answers is used. */
@NullMarked
package io.millrace.benchmarks.notion;

import org.jspecify.annotations.NullMarked;

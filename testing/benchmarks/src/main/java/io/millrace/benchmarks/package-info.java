/** How fast Millrace is, beside other libraries doing the same work. */
@NullMarked
package io.millrace.benchmarks;

import org.jspecify.annotations.NullMarked;

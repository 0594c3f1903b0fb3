/** How to use Millrace: pipelines made in code, and the programs that the documentation shows. */
@NullMarked
package io.millrace.examples;

import org.jspecify.annotations.NullMarked;

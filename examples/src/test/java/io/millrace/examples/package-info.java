/** Holds the examples and the documentation to the code. */
@NullMarked
package io.millrace.examples;

import org.jspecify.annotations.NullMarked;

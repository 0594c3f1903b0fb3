/** The compiled graph: validated once per pipeline version, walked many times. */
@NullMarked
package io.millrace.graph;

import org.jspecify.annotations.NullMarked;

/** Runs knowledge pipelines inside a Java program. */
@NullMarked
package io.millrace;

import org.jspecify.annotations.NullMarked;

/** What is said of our own code. */
@NullMarked
package io.millrace.annotation;

import org.jspecify.annotations.NullMarked;

/** Tests of values, templates and the pool. */
@NullMarked
package io.millrace.variable;

import org.jspecify.annotations.NullMarked;

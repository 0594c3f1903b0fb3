/** Tests of the built-in nodes. */
@NullMarked
package io.millrace.node;

import org.jspecify.annotations.NullMarked;

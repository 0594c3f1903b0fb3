/** Tests of the code executors, hostile code included. */
@NullMarked
package io.millrace.code.graal;

import org.jspecify.annotations.NullMarked;

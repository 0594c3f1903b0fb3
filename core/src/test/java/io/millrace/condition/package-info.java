/** Tests of conditions beyond the recorded ones. */
@NullMarked
package io.millrace.condition;

import org.jspecify.annotations.NullMarked;

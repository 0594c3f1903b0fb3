/** Tests of the public door, with the real modules behind it. */
@NullMarked
package io.millrace;

import org.jspecify.annotations.NullMarked;

/** Tests of Python's value rules against what CPython printed. */
@NullMarked
package io.millrace.python;

import org.jspecify.annotations.NullMarked;

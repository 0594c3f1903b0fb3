/** Millrace on the module path. */
@NullMarked
package io.millrace.modulepath;

import org.jspecify.annotations.NullMarked;

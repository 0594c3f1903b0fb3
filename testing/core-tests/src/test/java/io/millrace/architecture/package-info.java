/** The rules of docs/architecture.md that a machine can check. */
@NullMarked
package io.millrace.architecture;

import org.jspecify.annotations.NullMarked;

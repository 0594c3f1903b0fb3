/**
 * The root of every exception Millrace throws; a leaf package, so that the others have no cycles.
 */
@NullMarked
package io.millrace.error;

import org.jspecify.annotations.NullMarked;

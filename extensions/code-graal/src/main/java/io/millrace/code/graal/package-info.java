/**
 * JavaScript and Python for code nodes, on GraalVM's polyglot engine.
 *
 * <p>Code runs in contexts that can reach nothing of the host, on threads of their own that are
 * watched and stopped. Contexts stay warm; what one call does is gone before the next one.
 */
@NullMarked
package io.millrace.code.graal;

import org.jspecify.annotations.NullMarked;

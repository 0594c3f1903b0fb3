/** Tests of walks, on small graphs of scripted nodes. */
@NullMarked
package io.millrace.engine;

import org.jspecify.annotations.NullMarked;

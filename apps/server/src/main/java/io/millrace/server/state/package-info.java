/** Small files in which the server keeps what the knowledge store has no place for. */
@NullMarked
package io.millrace.server.state;

import org.jspecify.annotations.NullMarked;

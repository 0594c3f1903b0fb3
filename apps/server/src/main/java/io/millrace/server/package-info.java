/** Serves an engine over HTTP, as Dify's knowledge API does: {@link MillraceServer} is the door. */
@NullMarked
package io.millrace.server;

import org.jspecify.annotations.NullMarked;

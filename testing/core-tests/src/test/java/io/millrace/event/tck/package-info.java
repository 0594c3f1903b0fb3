/** Runs the Reactive Streams compatibility kit against the stream of a run's events. */
@NullMarked
package io.millrace.event.tck;

import org.jspecify.annotations.NullMarked;

/**
 * What happened in a run, in order: the event records, the bus that carries them, and their
 * documented JSON form.
 */
@NullMarked
package io.millrace.event;

import org.jspecify.annotations.NullMarked;

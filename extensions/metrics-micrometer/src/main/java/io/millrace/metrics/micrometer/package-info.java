/**
 * Metrics of an engine in a Micrometer registry. Start at {@link
 * io.millrace.metrics.micrometer.MicrometerMetrics}.
 */
@NullMarked
package io.millrace.metrics.micrometer;

import org.jspecify.annotations.NullMarked;

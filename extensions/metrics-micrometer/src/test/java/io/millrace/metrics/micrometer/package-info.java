@NullMarked
package io.millrace.metrics.micrometer;

import org.jspecify.annotations.NullMarked;

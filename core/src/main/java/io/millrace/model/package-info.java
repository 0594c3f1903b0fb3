/**
 * Ports to models. Core only declares them; adapters live in their own modules and are found with
 * {@link java.util.ServiceLoader}.
 */
@NullMarked
package io.millrace.model;

import org.jspecify.annotations.NullMarked;

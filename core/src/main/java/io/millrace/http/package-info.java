/**
 * How Millrace reaches other machines: a port that sends HTTP calls, and the one gate that every
 * call passes.
 *
 * <p>Core declares the port alone; {@code millrace-http-okhttp} implements it and is found with
 * {@link java.util.ServiceLoader}.
 */
@NullMarked
package io.millrace.http;

import org.jspecify.annotations.NullMarked;

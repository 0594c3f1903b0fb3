/**
 * Sends HTTP calls with OkHttp: pooled connections, HTTP/2, and names that only the gate resolves.
 */
@NullMarked
package io.millrace.http.okhttp;

import org.jspecify.annotations.NullMarked;

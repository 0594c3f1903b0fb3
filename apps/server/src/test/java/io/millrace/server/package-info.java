/** The API through its only door: HTTP over loopback. */
@NullMarked
package io.millrace.server;

import org.jspecify.annotations.NullMarked;

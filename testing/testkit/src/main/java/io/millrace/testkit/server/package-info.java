/**
 * Real HTTP servers on loopback that can be everything a client meets: slow, busy, broken, hostile.
 *
 * <p>Start at {@link io.millrace.testkit.server.LoopbackSite}. The servers that speak one service's
 * protocol, in {@link io.millrace.testkit.openai}, {@link io.millrace.testkit.notion} and {@link
 * io.millrace.testkit.objectstore}, stand on it.
 */
@NullMarked
package io.millrace.testkit.server;

import org.jspecify.annotations.NullMarked;

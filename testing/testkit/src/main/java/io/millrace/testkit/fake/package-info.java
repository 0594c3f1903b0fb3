/** Stand-ins for the ports of core: in memory, deterministic, and true to their contracts. */
@NullMarked
package io.millrace.testkit.fake;

import org.jspecify.annotations.NullMarked;

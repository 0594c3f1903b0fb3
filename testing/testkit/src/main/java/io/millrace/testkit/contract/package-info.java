/**
 * The contracts of core as test classes: extend the one of what a plugin offers, say how to make
 * it, and every "must" of its Javadoc is checked. What a plugin cannot do it says by overriding a
 * {@code supports…} method; those tests show as skipped, with the reason.
 */
@NullMarked
package io.millrace.testkit.contract;

import org.jspecify.annotations.NullMarked;

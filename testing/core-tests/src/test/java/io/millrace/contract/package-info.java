/** Our own modules, held to the contracts that the testkit publishes. */
@NullMarked
package io.millrace.contract;

import org.jspecify.annotations.NullMarked;

/**
 * Conditions over the values of a run, as if-else nodes and the break conditions of loops hold
 * them: {@link io.millrace.condition.ConditionGroup}.
 */
@NullMarked
package io.millrace.condition;

import org.jspecify.annotations.NullMarked;

package io.millrace.code.graal;

import io.millrace.node.CodeExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a call.
 *
 * @param json what {@code main} returned; empty after a failure
 * @param failure what the code threw, or {@code null}
 * @param reusable whether the context is as it was before
 */
record CallResult(String json, @Nullable CodeExecutionException failure, boolean reusable) {}

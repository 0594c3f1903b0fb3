/**
 * Python's rules for plain values: how they print, when two are equal, which text is a number.
 *
 * <p>Dify runs on Python, and a pipeline can see it: {@code {{#node.flag#}}} renders as {@code
 * True}, {@code 1} equals {@code True} in a list, {@code 1e22} prints as {@code 1e+22}. Plain
 * values are those of {@code io.millrace.variable.Value}: String, Long, BigInteger, Double,
 * Boolean, {@link io.millrace.file.FileRef}, List, Map with string keys, {@code null}.
 */
@Internal
@NullMarked
package io.millrace.python;

import io.millrace.annotation.Internal;
import org.jspecify.annotations.NullMarked;

/**
 * The values of a run: typed {@link io.millrace.variable.Value}s, addressed by {@link
 * io.millrace.variable.Selector} in a {@link io.millrace.variable.VariablePool} and rendered by
 * {@link io.millrace.variable.Template}. How values print and convert follows Python, which a
 * pipeline can see: {@link io.millrace.python}.
 */
@NullMarked
package io.millrace.variable;

import org.jspecify.annotations.NullMarked;

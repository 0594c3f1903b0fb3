/**
 * Tools that official templates name and whose plugins cannot run here: ours answer in their place,
 * with the same names, parameters and outputs. What differs stands in each {@linkplain
 * io.millrace.tool.ToolDescription#summary() summary}.
 */
@NullMarked
package io.millrace.tool.standin;

import org.jspecify.annotations.NullMarked;

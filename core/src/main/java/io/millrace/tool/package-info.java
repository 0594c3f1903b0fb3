/** What a {@code tool} node calls, found by provider id and tool name. */
@NullMarked
package io.millrace.tool;

import org.jspecify.annotations.NullMarked;

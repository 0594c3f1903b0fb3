/** The {@code http-request} node (spec/04 §6.5). */
@NullMarked
package io.millrace.node.http;

import org.jspecify.annotations.NullMarked;

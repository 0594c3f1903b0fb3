/**
 * The {@code template-transform} node: Jinja2 templates with Python's values and texts.
 *
 * <p>Jinjava finds the blocks of a template; the expressions inside them, the values and the
 * filters are this package's own, because they must print and compare the way Dify's Python does.
 */
@NullMarked
package io.millrace.template.jinjava;

import org.jspecify.annotations.NullMarked;

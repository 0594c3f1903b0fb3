/** Two small plugins, a tool and a datasource, as docs/writing-a-plugin.md explains them. */
@NullMarked
package io.millrace.examples.plugin;

import org.jspecify.annotations.NullMarked;

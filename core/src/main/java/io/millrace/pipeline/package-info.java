/** Pipeline files: read, write, build and validate the graph that people draw in Dify's canvas. */
@NullMarked
package io.millrace.pipeline;

import org.jspecify.annotations.NullMarked;

/** Tests of pipeline files. */
@NullMarked
package io.millrace.pipeline;

import org.jspecify.annotations.NullMarked;

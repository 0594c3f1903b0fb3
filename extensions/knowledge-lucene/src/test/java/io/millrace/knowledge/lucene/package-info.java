/** Tests of the Lucene store. */
@NullMarked
package io.millrace.knowledge.lucene;

import org.jspecify.annotations.NullMarked;

/** An embedded, durable knowledge store on Lucene. */
@NullMarked
package io.millrace.knowledge.lucene;

import org.jspecify.annotations.NullMarked;

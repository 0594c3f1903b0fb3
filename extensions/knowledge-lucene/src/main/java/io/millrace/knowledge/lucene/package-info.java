/**
 * An embedded, durable knowledge store on Lucene.
 *
 * <p>Reached through {@link io.millrace.knowledge.lucene.LuceneKnowledgeStoreProvider}. A store is
 * a directory; each knowledge base in it has a Lucene index of its own, so that scores, vectors and
 * deletions of one never touch another.
 */
@NullMarked
package io.millrace.knowledge.lucene;

import org.jspecify.annotations.NullMarked;

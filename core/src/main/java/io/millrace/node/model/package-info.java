/**
 * The nodes that call models: {@code llm}, {@code parameter-extractor}, {@code question-classifier}
 * and {@code knowledge-retrieval} (spec/04 §7).
 */
@NullMarked
package io.millrace.node.model;

import org.jspecify.annotations.NullMarked;

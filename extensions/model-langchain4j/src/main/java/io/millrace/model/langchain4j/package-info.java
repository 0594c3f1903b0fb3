/**
 * LangChain4j's models behind core's ports: {@link
 * io.millrace.model.langchain4j.LangChain4jEmbeddingProvider} serves models that the host has, and
 * {@link io.millrace.model.langchain4j.OfflineEmbeddingProvider} one that needs no service.
 */
@NullMarked
package io.millrace.model.langchain4j;

import org.jspecify.annotations.NullMarked;

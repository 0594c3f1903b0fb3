/**
 * Ports to models: {@link io.millrace.model.EmbeddingModel}, {@link io.millrace.model.ChatModel}
 * and {@link io.millrace.model.RerankModel}. Core only declares them; adapters live in their own
 * modules and are found with {@link java.util.ServiceLoader}.
 */
@NullMarked
package io.millrace.model;

import org.jspecify.annotations.NullMarked;

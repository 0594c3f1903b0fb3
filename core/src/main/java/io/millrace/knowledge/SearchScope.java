package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Where a search looks.
 *
 * @param knowledgeBaseId the knowledge base
 * @param filter which of its documents take part, or {@code null} for all
 * @since 0.1
 */
public record SearchScope(String knowledgeBaseId, @Nullable MetadataFilter filter) {
  public SearchScope {
    requireNonNull(knowledgeBaseId, "knowledgeBaseId");
  }
}

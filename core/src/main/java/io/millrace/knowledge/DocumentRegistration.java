package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A document about to be processed.
 *
 * @param source where it comes from
 * @param name the title
 * @param batch the run
 * @param metadata fields for filters; a document that is registered again keeps its other fields
 * @since 0.1
 */
public record DocumentRegistration(
    DocumentSource source, String name, String batch, Map<String, Object> metadata) {
  public DocumentRegistration {
    requireNonNull(source, "source");
    requireNonNull(name, "name");
    requireNonNull(batch, "batch");
    requireNonNull(metadata, "metadata");
  }
}

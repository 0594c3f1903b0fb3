package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * Where a document came from.
 *
 * @param type the datasource type's wire name, such as {@code local_file}
 * @param identity source and path, never content: two registrations with one identity are versions
 *     of one document
 * @param info the run's entry, as sent
 * @since 0.1
 */
public record DocumentSource(String type, String identity, Map<String, Object> info) {
  public DocumentSource {
    requireNonNull(type, "type");
    requireNonNull(identity, "identity");
    requireNonNull(info, "info");
  }
}

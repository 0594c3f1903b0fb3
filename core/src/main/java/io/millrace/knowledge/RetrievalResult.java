package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;

/**
 * What a search found.
 *
 * @param query what was asked
 * @param records best first
 * @param warnings what could not be done as the settings ask, in sentences
 * @since 0.1
 */
public record RetrievalResult(
    String query, ImmutableList<RetrievedRecord> records, ImmutableList<String> warnings) {
  public RetrievalResult {
    requireNonNull(query, "query");
    requireNonNull(records, "records");
    requireNonNull(warnings, "warnings");
  }
}

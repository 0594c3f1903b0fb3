package io.millrace.knowledge;

import java.util.Locale;

/**
 * A document's {@code indexing_status} (spec/06 §2).
 *
 * @since 0.1
 */
public enum DocumentStatus {
  WAITING,
  PARSING,
  CLEANING,
  SPLITTING,
  INDEXING,
  PAUSED,
  COMPLETED,
  ERROR;

  /** Returns Dify's spelling: lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.millrace.event;

import java.util.Locale;

/**
 * How a run ended (spec/02 §2, {@code workflow_finished}).
 *
 * @since 0.1
 */
public enum RunStatus {
  SUCCEEDED,
  PARTIAL_SUCCEEDED,
  FAILED,
  STOPPED;

  /** Returns Dify's spelling, such as {@code partial-succeeded}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

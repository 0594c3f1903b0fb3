package io.millrace.event;

import java.util.Locale;

/**
 * How a node execution ended (spec/02 §2).
 *
 * @since 0.1
 */
public enum NodeStatus {
  SUCCEEDED,
  FAILED,
  /** Failed, but handled by its error strategy. */
  EXCEPTION,
  /** Cut off because its run ended. */
  STOPPED;

  /** Returns Dify's spelling: lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

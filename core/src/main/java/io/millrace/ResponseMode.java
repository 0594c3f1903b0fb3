package io.millrace;

import java.util.Locale;

/**
 * How an HTTP caller wants its answer; a run does the same either way (spec/01 §3.1).
 *
 * @since 0.1
 */
public enum ResponseMode {
  STREAMING,
  BLOCKING;

  /** Returns Dify's spelling: lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

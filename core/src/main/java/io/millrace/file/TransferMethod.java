package io.millrace.file;

import java.util.Locale;

/**
 * How a file came to the run, as Dify's file object spells it (spec/02 §6).
 *
 * @since 0.1
 */
public enum TransferMethod {
  REMOTE_URL,
  LOCAL_FILE,
  TOOL_FILE,
  DATASOURCE_FILE;

  /** Returns the spelling used in JSON: lower case with underscores. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the transfer method with the given wire name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static TransferMethod of(String wireName) {
    for (TransferMethod method : values()) {
      if (method.wireName().equals(wireName)) {
        return method;
      }
    }
    throw new IllegalArgumentException(
        "Unknown transfer method '"
            + wireName
            + "'. Known: remote_url, local_file, tool_file, datasource_file");
  }
}

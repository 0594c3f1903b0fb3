package io.millrace.pipeline;

/**
 * What Dify would answer to the import of a file (spec/03 §1).
 *
 * @since 0.1
 */
public enum ImportStatus {
  COMPLETED("completed"),
  COMPLETED_WITH_WARNINGS("completed-with-warnings"),
  /** The file is of a version that needs somebody's confirmation. */
  PENDING("pending"),
  FAILED("failed");

  private final String wireName;

  ImportStatus(String wireName) {
    this.wireName = wireName;
  }

  /** Returns Dify's spelling, such as {@code completed-with-warnings}. */
  public String wireName() {
    return wireName;
  }
}

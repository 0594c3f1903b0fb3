package io.millrace.datasource;

import java.util.Locale;

/**
 * The four kinds of datasource (spec/05 §1).
 *
 * @since 0.1
 */
public enum DatasourceType {
  LOCAL_FILE,
  ONLINE_DOCUMENT,
  WEBSITE_CRAWL,
  ONLINE_DRIVE;

  /** Returns Dify's spelling, such as {@code local_file}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the type with Dify's spelling.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static DatasourceType of(String wireName) {
    for (DatasourceType type : values()) {
      if (type.wireName().equals(wireName)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "'"
            + wireName
            + "' is not a valid datasource type. Known: local_file, online_document, website_crawl,"
            + " online_drive");
  }
}

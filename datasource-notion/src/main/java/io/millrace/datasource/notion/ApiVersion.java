package io.millrace.datasource.notion;

import io.millrace.datasource.DatasourceException;

/** The versions of Notion's API that are spoken. */
enum ApiVersion {
  /** A database is a table. */
  DATABASES("2022-06-28"),
  /** A database holds one or more data sources, and each of these is a table. */
  DATA_SOURCES("2025-09-03");

  private final String text;

  ApiVersion(String text) {
    this.text = text;
  }

  /** Returns the value of the {@code Notion-Version} header. */
  String text() {
    return text;
  }

  static ApiVersion of(String text) {
    for (ApiVersion version : values()) {
      if (version.text.equals(text)) {
        return version;
      }
    }
    throw DatasourceException.permanent(
        "Version '%s' of Notion's API is not spoken here. Use %s or %s"
            .formatted(text, DATA_SOURCES.text, DATABASES.text),
        null);
  }
}

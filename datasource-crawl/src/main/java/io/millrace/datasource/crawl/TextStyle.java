package io.millrace.datasource.crawl;

/**
 * How a page becomes text.
 *
 * @param format of the content
 * @param mainContent whether what is around the main part of a page is left out
 */
record TextStyle(Format format, boolean mainContent) {

  /** What the content of a result is written in. */
  enum Format {
    MARKDOWN,
    HTML,
    TEXT,
    /** Empty: titles and descriptions alone. */
    NONE
  }
}

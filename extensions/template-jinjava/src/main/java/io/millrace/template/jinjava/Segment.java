package io.millrace.template.jinjava;

/**
 * One piece of a template.
 *
 * @param text the text as it prints, or what stands between the delimiters
 */
record Segment(Kind kind, String text) {

  enum Kind {
    TEXT,
    PRINT,
    TAG
  }
}

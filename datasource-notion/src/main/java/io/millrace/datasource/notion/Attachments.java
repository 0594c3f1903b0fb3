package io.millrace.datasource.notion;

/** What is added to the link of a file on a page. */
@FunctionalInterface
interface Attachments {
  /** Adds nothing. */
  Attachments NONE = (block, file) -> "";

  /** Returns Markdown to put below the link; empty for nothing. */
  String text(Block block, NotionFile file);
}

package io.millrace.extractor;

/**
 * Whose rules the text follows.
 *
 * @since 0.1
 */
public enum ExtractionStyle {
  /**
   * The {@code document-extractor} node (spec/04 §4): text formats as they are, tables as Markdown.
   */
  NODE,
  /** The {@code dify_extractor} tool (spec/04 §5.5): Markdown with images re-hosted. */
  MARKDOWN
}

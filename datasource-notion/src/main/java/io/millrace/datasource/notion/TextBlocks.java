package io.millrace.datasource.notion;

/** Paragraphs, headings, quotes. */
final class TextBlocks {
  private TextBlocks() {}

  static String paragraph(Block block, Rendering page) {
    String text = MarkdownEscape.paragraph(text(block)).strip();
    return Rendering.stacked(text, page.children(block));
  }

  /** A heading; what a toggleable one hides follows it. */
  static String heading(int level, Block block, Rendering page) {
    return Rendering.stacked(MarkdownEscape.heading(level, text(block)), page.children(block));
  }

  static String quote(Block block, Rendering page) {
    String all = paragraph(block, page);
    return all.isEmpty() ? "" : Rendering.prefixed("> ", all);
  }

  /** A quote that begins with the callout's icon. */
  static String callout(Block block, Rendering page) {
    String icon = Icons.sign(block.body().path("icon"));
    String text = MarkdownEscape.paragraph(text(block)).strip();
    String all = Rendering.stacked((icon + " " + text).strip(), page.children(block));
    return all.isEmpty() ? "" : Rendering.prefixed("> ", all);
  }

  static String text(Block block) {
    return RichText.inline(block.body().path("rich_text"));
  }
}

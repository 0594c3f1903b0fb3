package io.millrace.datasource.notion;

/** Blocks that only hold others, and those that nobody knows yet. */
final class LayoutBlocks {
  private LayoutBlocks() {}

  /** Columns follow one another. */
  static String children(Block block, Rendering page) {
    return page.children(block);
  }

  /** A block with a title of its own above what it holds. */
  static String titled(Block block, Rendering page) {
    String title = RichText.inline(block.body().path("title"));
    if (title.isBlank()) {
      title = TextBlocks.text(block);
    }
    String line = MarkdownEscape.oneLine(title);
    return Rendering.stacked(line.isEmpty() ? "" : "**" + line + "**", page.children(block));
  }

  /** The content of a synced block, where it comes first; later copies lead there. */
  static String synced(Block block, Rendering page) {
    String original = block.parentOfChildren();
    if (page.isMissing(original)) {
      return "*Synced block: its original is not shared with the integration*";
    }
    if (page.isShown(original)) {
      return Links.plain("Synced block, shown above", NotionIds.address(page.pageId(), original));
    }
    return page.children(block);
  }

  static String unknown(Block block, Rendering page) {
    String type = block.type();
    if (type.equals("unsupported")) {
      type = block.body().path("block_type").asText(type);
    }
    String named = "*Unsupported block: " + MarkdownEscape.inline(type) + "*";
    String text = MarkdownEscape.paragraph(TextBlocks.text(block)).strip();
    return Rendering.stacked(Rendering.stacked(named, text), page.children(block));
  }
}

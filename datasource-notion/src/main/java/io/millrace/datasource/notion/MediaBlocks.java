package io.millrace.datasource.notion;

import com.google.common.base.Ascii;

/**
 * Images and files. What Notion keeps itself is linked by its place on the page, because the
 * address of the bytes is signed and ends within the hour.
 */
final class MediaBlocks {
  private MediaBlocks() {}

  static String image(Block block, Rendering page) {
    NotionFile file = NotionFile.of(block.body());
    if (!file.external()) {
      return file(block, page);
    }
    String caption = caption(block);
    String text = caption.isEmpty() ? MarkdownEscape.inline(file.name()) : caption;
    String target = Links.target(file.url());
    return target.isEmpty() ? text : "![" + text + "](" + target + ")";
  }

  static String file(Block block, Rendering page) {
    NotionFile file = NotionFile.of(block.body());
    String name =
        file.name().isEmpty()
            ? Ascii.toUpperCase(block.type().substring(0, 1)) + block.type().substring(1)
            : file.name();
    String url = file.external() ? file.url() : NotionIds.address(page.pageId(), block.id());
    String caption = caption(block);
    String link = Links.plain(name, url) + (caption.isEmpty() ? "" : " – " + caption);
    return Rendering.stacked(link, page.attachments().text(block, file));
  }

  private static String caption(Block block) {
    return MarkdownEscape.oneLine(RichText.inline(block.body().path("caption")));
  }
}

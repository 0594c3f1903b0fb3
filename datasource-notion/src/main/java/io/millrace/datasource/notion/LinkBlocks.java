package io.millrace.datasource.notion;

/** Blocks that lead elsewhere. */
final class LinkBlocks {
  private LinkBlocks() {}

  /** A page or database below this page: its title, as a link; it is a document of its own. */
  static String child(Block block, Rendering page) {
    String title = block.body().path("title").asText("");
    return Links.plain(title.isBlank() ? "Untitled" : title, NotionIds.address(block.id()));
  }

  static String linkToPage(Block block, Rendering page) {
    String kind = block.body().path("type").asText("");
    String id = block.body().path(kind).asText("");
    if (id.isEmpty()) {
      return "";
    }
    String title = page.titles().of(id, kind.equals("page_id"));
    return Links.plain(title, NotionIds.address(id));
  }

  /** A bookmark, an embedded page, a preview: the caption or the address, as a link. */
  static String outside(Block block, Rendering page) {
    String url = block.body().path("url").asText("");
    String caption = MarkdownEscape.oneLine(RichText.inline(block.body().path("caption")));
    String text = caption.isEmpty() ? MarkdownEscape.inline(url) : caption;
    if (Links.target(url).isEmpty() || caption.contains("](")) {
      return url.isEmpty() ? caption : text;
    }
    return Links.of(text, url);
  }
}

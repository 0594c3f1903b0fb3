package io.millrace.datasource.notion;

import com.google.common.collect.ImmutableMap;

/** Which renderer writes which type of block. */
final class Renderers {
  private static final BlockRenderer NOTHING = (block, page) -> "";

  private static final ImmutableMap<String, BlockRenderer> BY_TYPE =
      ImmutableMap.<String, BlockRenderer>builder()
          .put("paragraph", TextBlocks::paragraph)
          .put("template", TextBlocks::paragraph)
          .put("heading_1", (block, page) -> TextBlocks.heading(1, block, page))
          .put("heading_2", (block, page) -> TextBlocks.heading(2, block, page))
          .put("heading_3", (block, page) -> TextBlocks.heading(3, block, page))
          .put("heading_4", (block, page) -> TextBlocks.heading(4, block, page))
          .put("quote", TextBlocks::quote)
          .put("callout", TextBlocks::callout)
          .put("bulleted_list_item", (block, page) -> ListBlocks.item("- ", block, page))
          .put("toggle", (block, page) -> ListBlocks.item("- ", block, page))
          .put("numbered_list_item", ListBlocks::numbered)
          .put("to_do", ListBlocks::toDo)
          .put("code", CodeBlocks::code)
          .put("equation", CodeBlocks::equation)
          .put("divider", (block, page) -> "---")
          .put("table", TableBlocks::table)
          .put("column_list", LayoutBlocks::children)
          .put("column", LayoutBlocks::children)
          .put("tab", LayoutBlocks::titled)
          .put("synced_block", LayoutBlocks::synced)
          .put("meeting_notes", LayoutBlocks::titled)
          .put("transcription", LayoutBlocks::titled)
          .put("breadcrumb", NOTHING)
          .put("table_of_contents", NOTHING)
          .put("child_page", LinkBlocks::child)
          .put("child_database", LinkBlocks::child)
          .put("link_to_page", LinkBlocks::linkToPage)
          .put("bookmark", LinkBlocks::outside)
          .put("embed", LinkBlocks::outside)
          .put("link_preview", LinkBlocks::outside)
          .put("image", MediaBlocks::image)
          .put("video", MediaBlocks::file)
          .put("audio", MediaBlocks::file)
          .put("file", MediaBlocks::file)
          .put("pdf", MediaBlocks::file)
          .buildOrThrow();

  private Renderers() {}

  /** Returns the renderer of a type; a type that is not known yet is named, not lost. */
  static BlockRenderer of(String type) {
    return BY_TYPE.getOrDefault(type, LayoutBlocks::unknown);
  }
}

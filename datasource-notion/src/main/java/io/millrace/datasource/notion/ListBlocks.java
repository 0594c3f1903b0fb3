package io.millrace.datasource.notion;

/** Items of lists; what is below an item is indented to its text. */
final class ListBlocks {
  private ListBlocks() {}

  static String numbered(Block block, Rendering page) {
    return item(block.number() + ". ", block, page);
  }

  static String toDo(Block block, Rendering page) {
    boolean done = block.body().path("checked").asBoolean();
    return item("- ", done ? "[x] " : "[ ] ", block, page);
  }

  static String item(String marker, Block block, Rendering page) {
    return item(marker, "", block, page);
  }

  private static String item(String marker, String box, Block block, Rendering page) {
    String indent = " ".repeat(marker.length());
    String text = MarkdownEscape.paragraph(TextBlocks.text(block)).strip();
    String children = page.children(block);
    StringBuilder out = new StringBuilder(marker).append(box);
    out.append(Rendering.prefixed(indent, text).stripLeading());
    if (!children.isEmpty()) {
      boolean listFirst =
          page.rawChildren(block).stream()
              .findFirst()
              .map(b -> new Block(b, 0).inList())
              .orElse(false);
      if (text.isEmpty() && box.isEmpty()) {
        out.setLength(marker.stripTrailing().length()); // an empty line would end the item there
        out.append('\n');
      } else {
        out.append(listFirst ? "\n" : "\n\n");
      }
      out.append(Rendering.prefixed(indent, children));
    }
    return out.toString().stripTrailing();
  }
}

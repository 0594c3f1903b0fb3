package io.millrace.datasource.notion;

/** Code and formulas, which are never escaped. */
final class CodeBlocks {
  private CodeBlocks() {}

  static String code(Block block, Rendering page) {
    String code = RichText.plain(block.body().path("rich_text"));
    String language = block.body().path("language").asText("");
    String caption = MarkdownEscape.oneLine(RichText.inline(block.body().path("caption")));
    String fence = fence(code);
    return Rendering.stacked(
        fence + info(language) + "\n" + code + (code.endsWith("\n") ? "" : "\n") + fence, caption);
  }

  private static String info(String language) {
    return language.equals("plain text") ? "" : language.strip().replace(' ', '-');
  }

  private static String fence(String code) {
    int longest = 2;
    int run = 0;
    for (int i = 0; i < code.length(); i++) {
      run = code.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return "`".repeat(longest + 1);
  }

  static String equation(Block block, Rendering page) {
    String formula = block.body().path("expression").asText("").strip();
    return formula.isEmpty() ? "" : "$$\n" + formula.replaceAll("\n\\s*\n", "\n") + "\n$$";
  }
}

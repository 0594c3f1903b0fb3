package io.millrace.tool.chunk;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Cuts a parent to children: blank ones are left out, a leading full stop is removed. */
final class ChildSplitter {
  private final TextSplitter splitter;

  ChildSplitter(TextSplitter splitter) {
    this.splitter = requireNonNull(splitter, "splitter");
  }

  List<String> children(String parent) {
    List<String> children = splitter.split(parent);
    int kept = 0;
    for (String child : children) {
      String text = Blanks.isBlank(child) ? "" : withoutLeadingStop(child);
      if (!text.isEmpty()) {
        children.set(kept++, text);
      }
    }
    return children.subList(0, kept);
  }

  static String withoutLeadingStop(String text) {
    boolean stop = text.startsWith(".") || text.startsWith("。");
    return stop ? Blanks.trim(text.substring(1)) : text;
  }
}

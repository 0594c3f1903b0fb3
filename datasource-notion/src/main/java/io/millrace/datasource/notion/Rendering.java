package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.datasource.DatasourceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One page as it is written: block after block, nothing twice. */
final class Rendering {
  /** Pages nest a few levels; so many would exhaust the stack. */
  private static final int DEEPEST = 500;

  /** Between two lists of numbers: Markdown would count on. */
  private static final String NEW_LIST = "\n\n<!-- -->\n\n";

  private final String pageId;
  private final BlockTree tree;
  private final Titles titles;
  private final Attachments attachments;
  private final int tableCharacters;
  private final Set<String> shown = new HashSet<>();
  private int depth;

  Rendering(
      String pageId, BlockTree tree, Titles titles, Attachments attachments, int tableCharacters) {
    this.tableCharacters = tableCharacters;
    this.pageId = pageId;
    this.tree = tree;
    this.titles = titles;
    this.attachments = attachments;
  }

  String pageId() {
    return pageId;
  }

  Titles titles() {
    return titles;
  }

  Attachments attachments() {
    return attachments;
  }

  /** Returns how long one table should be at most, or 0. */
  int tableCharacters() {
    return tableCharacters;
  }

  /** Returns the whole page without its title. */
  String body() {
    return childrenOf(pageId);
  }

  /** Returns what is below a block; empty for nothing. */
  String children(Block block) {
    return block.hasOwnChildren() ? childrenOf(block.parentOfChildren()) : "";
  }

  /** Returns the blocks below a block as they are, such as the rows of a table. */
  List<JsonNode> rawChildren(Block block) {
    return tree.children(block.id());
  }

  boolean isMissing(String id) {
    return tree.isMissing(id);
  }

  /** Returns whether what is below a block was written already. */
  boolean isShown(String id) {
    return shown.contains(id);
  }

  private String childrenOf(String id) {
    if (!shown.add(id)) {
      return "";
    }
    if (++depth > DEEPEST) {
      throw DatasourceException.permanent(
          "The page is nested more than %d levels deep".formatted(DEEPEST), null);
    }
    try {
      return join(numbered(tree.children(id)));
    } finally {
      depth--;
    }
  }

  /** A numbered list goes on from block to block; whatever comes between begins a new one. */
  private static List<Block> numbered(List<JsonNode> siblings) {
    List<Block> blocks = new ArrayList<>(siblings.size());
    int number = 0;
    for (JsonNode json : siblings) {
      JsonNode item = json.path("numbered_list_item");
      if (item.isMissingNode()) {
        number = 0;
      } else {
        number = number == 0 ? item.path("list_start_index").asInt(1) : number + 1;
      }
      blocks.add(new Block(json, number));
    }
    return blocks;
  }

  private String join(List<Block> blocks) {
    StringBuilder out = new StringBuilder();
    Block before = null;
    for (Block block : blocks) {
      String text = Renderers.of(block.type()).render(block, this);
      if (text.isEmpty()) {
        continue;
      }
      if (before != null) {
        boolean goesOn = block.number() == 0 || block.number() == before.number() + 1;
        boolean tight = before.inList() && before.type().equals(block.type()) && goesOn;
        out.append(tight ? "\n" : goesOn || before.number() == 0 ? "\n\n" : NEW_LIST);
      }
      out.append(text);
      before = block;
    }
    return out.toString();
  }

  /** Returns two parts with a blank line between them, where there are two. */
  static String stacked(String first, String second) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + "\n\n" + second;
  }

  /** Returns lines that all begin with a prefix; on empty lines without spaces at the end. */
  static String prefixed(String prefix, String lines) {
    String bare = prefix.stripTrailing();
    StringBuilder out = new StringBuilder(lines.length() + 64);
    for (String line : lines.split("\n", -1)) {
      out.append(out.length() == 0 ? "" : "\n").append(line.isEmpty() ? bare : prefix).append(line);
    }
    return out.toString();
  }
}

package io.millrace.tool.chunk;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/** Parents are pieces of the cleaned text. */
final class ParagraphChunker implements ParentChildChunker {
  private final TextCleaner cleaner;
  private final TextSplitter parents;
  private final ChildSplitter children;

  ParagraphChunker(TextCleaner cleaner, TextSplitter parents, ChildSplitter children) {
    this.cleaner = requireNonNull(cleaner, "cleaner");
    this.parents = requireNonNull(parents, "parents");
    this.children = children;
  }

  @Override
  public List<ParentChunk> chunk(String text) {
    List<ParentChunk> chunks = new ArrayList<>();
    for (String parent : parents.split(cleaner.clean(text))) {
      if (!Blanks.isBlank(parent)) {
        chunks.add(new ParentChunk(parent, children.children(parent)));
      }
    }
    return chunks;
  }
}

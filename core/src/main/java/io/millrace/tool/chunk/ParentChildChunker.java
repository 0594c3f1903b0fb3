package io.millrace.tool.chunk;

import java.util.List;

/**
 * Cuts a text to parents and each parent to children (spec/04 §5.3). Immutable, and safe for use by
 * many threads.
 *
 * @since 0.1
 */
public interface ParentChildChunker {

  /** Returns the parents with their children, in the order of the text. */
  List<ParentChunk> chunk(String text);

  /**
   * Returns a chunker whose parents are pieces of the cleaned text; blank ones are left out.
   *
   * @param parents cuts the cleaned text
   * @param children cuts each parent
   */
  static ParentChildChunker paragraphs(
      TextCleaner cleaner, TextSplitter parents, TextSplitter children) {
    return new ParagraphChunker(cleaner, parents, new ChildSplitter(children));
  }

  /**
   * Returns a chunker whose one parent is the whole text, not cleaned, without the full stop that
   * it may start with.
   *
   * @param children cuts the text
   */
  static ParentChildChunker wholeText(TextSplitter children) {
    ChildSplitter splitter = new ChildSplitter(children);
    return text ->
        List.of(new ParentChunk(ChildSplitter.withoutLeadingStop(text), splitter.children(text)));
  }
}

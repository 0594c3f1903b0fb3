package io.millrace.knowledge.lucene;

import com.google.common.base.Splitter;
import io.millrace.knowledge.IndexNodeHash;
import java.time.Instant;
import java.util.List;

/**
 * The short facts of a segment, child chunk or summary, kept in one stored field.
 *
 * @param id its own id
 * @param parentId a segment's document, a child's or summary's segment
 * @param flag empty, or {@link #OFF} for a segment, {@link #CUSTOM} for a child chunk, {@link
 *     #SUMMARY} for a summary
 */
record Head(
    String id,
    String parentId,
    int position,
    int wordCount,
    int tokens,
    String indexNodeId,
    String indexNodeHash,
    Instant createdAt,
    String flag) {
  /** A segment that takes no part in searches. */
  static final String OFF = "off";

  /** A child chunk that was written by hand. */
  static final String CUSTOM = "custom";

  /** What a model made of a segment. */
  static final String SUMMARY = "summary";

  private static final Splitter SPACE = Splitter.on(' ');
  private static final int FLAG = 8;

  /** Returns the same with the facts of other content. */
  Head with(String content, int tokensNow) {
    return new Head(
        id,
        parentId,
        position,
        content.codePointCount(0, content.length()),
        tokensNow,
        indexNodeId,
        IndexNodeHash.of(content),
        createdAt,
        flag);
  }

  Head flagged(String other) {
    return new Head(
        id, parentId, position, wordCount, tokens, indexNodeId, indexNodeHash, createdAt, other);
  }

  String write() {
    String facts =
        String.join(
            " ",
            id,
            parentId,
            Integer.toString(position),
            Integer.toString(wordCount),
            Integer.toString(tokens),
            indexNodeId,
            indexNodeHash,
            Long.toString(createdAt.toEpochMilli()));
    return flag.isEmpty() ? facts : facts + " " + flag;
  }

  static Head read(String text) {
    List<String> parts = SPACE.splitToList(text);
    return new Head(
        parts.get(0),
        parts.get(1),
        Integer.parseInt(parts.get(2)),
        Integer.parseInt(parts.get(3)),
        Integer.parseInt(parts.get(4)),
        parts.get(5),
        parts.get(6),
        Instant.ofEpochMilli(Long.parseLong(parts.get(7))),
        parts.size() > FLAG ? parts.get(FLAG) : "");
  }
}

package io.millrace.knowledge.lucene;

import com.google.common.base.Splitter;
import java.time.Instant;
import java.util.List;

/**
 * The short facts of a segment or child chunk, kept in one stored field.
 *
 * @param id its own id
 * @param parentId a segment's document, a child's segment
 */
record Head(
    String id,
    String parentId,
    int position,
    int wordCount,
    int tokens,
    String indexNodeId,
    String indexNodeHash,
    Instant createdAt) {
  private static final Splitter SPACE = Splitter.on(' ');

  String write() {
    return String.join(
        " ",
        id,
        parentId,
        Integer.toString(position),
        Integer.toString(wordCount),
        Integer.toString(tokens),
        indexNodeId,
        indexNodeHash,
        Long.toString(createdAt.toEpochMilli()));
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
        Instant.ofEpochMilli(Long.parseLong(parts.get(7))));
  }
}

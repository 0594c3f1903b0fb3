package io.millrace.knowledge.lucene;

import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;

/**
 * The field that full-text searches look at. Records that no such search finds have an empty one:
 * when every record has a length, Lucene looks lengths up by position, which merges do for every
 * word of every record.
 */
final class IndexedText {
  private static final FieldType TYPE = new FieldType();

  static {
    TYPE.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    TYPE.setTokenized(true);
    TYPE.freeze();
  }

  private IndexedText() {}

  static Field of(String content) {
    return new Field(Fields.TEXT, content, TYPE);
  }

  static Field none() {
    return of("");
  }
}

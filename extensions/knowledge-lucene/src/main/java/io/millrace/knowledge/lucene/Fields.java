package io.millrace.knowledge.lucene;

/** The fields of the four kinds of records: documents, segments, child chunks, summaries. */
final class Fields {
  /** Every kind: its own id. */
  static final String ID = "id";

  /** Every kind: the id of the document it belongs to; a document's own id. */
  static final String DOCUMENT = "doc";

  /** Documents: {@value #DOCUMENT_KIND}. */
  static final String KIND = "kind";

  static final String DOCUMENT_KIND = "document";

  /** Documents: source type and identity, hashed. */
  static final String IDENTITY = "identity";

  /** Documents: the run. */
  static final String BATCH = "batch";

  /** Documents: the status' wire name. */
  static final String STATUS = "status";

  /** Documents: the position as a term. */
  static final String AT = "at";

  /** Documents, and what a search can find: the document's position. */
  static final String POSITION = "position";

  /** Documents: 1 if they take part in searches. */
  static final String ACTIVE = "active";

  /** Documents: the name in lower case. */
  static final String NAME = "name";

  /** Documents: the metadata as JSON; absent when empty. */
  static final String METADATA = "metadata";

  /** Documents: everything as JSON. */
  static final String JSON = "json";

  /** Segments: the id of their document. */
  static final String SEGMENT_OF = "segment-of";

  /** Child chunks: the id of their segment. */
  static final String CHILD_OF = "child-of";

  /** Summaries: the id of their segment. */
  static final String SUMMARY_OF = "summary-of";

  /** What a search can find: the analyzed text. */
  static final String TEXT = "text";

  /** Segments: one term a keyword. */
  static final String KEYWORD = "keyword";

  /** Segments: how often they were found. */
  static final String HITS = "hits";

  /** Segments, child chunks and summaries: the short facts. */
  static final String HEAD = "head";

  /** Segments, child chunks and summaries: the text. */
  static final String CONTENT = "content";

  /** Segments: the answer. */
  static final String ANSWER = "answer";

  /** What is switched off: its keywords, out of the reach of searches. */
  static final String KEYWORD_ASIDE = "keyword-aside";

  /** What is switched off: its vector, out of the reach of searches. */
  static final String VECTOR_ASIDE = "vector-aside";

  /** Segments: the attachments as JSON; absent without. */
  static final String ATTACHMENTS = "attachments";

  /** Segments: the summary's text, which also has a record of its own to be found by. */
  static final String SUMMARY = "summary";

  private Fields() {}
}

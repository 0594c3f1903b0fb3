package io.millrace.knowledge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Where knowledge bases live.
 *
 * <p>Implementations must be safe for use by many threads. What a call has returned from must be
 * durable (unless the store says that it is in memory), and a crash at any instant must leave every
 * document with its old version or its new one, never neither, both or half.
 *
 * @since 0.1
 */
public interface KnowledgeStore extends AutoCloseable {

  /**
   * Creates a knowledge base.
   *
   * @throws KnowledgeException if its id or name is taken
   */
  void create(KnowledgeBase knowledgeBase);

  /**
   * Replaces the settings of a knowledge base.
   *
   * @throws KnowledgeException if there is none with that id, or its name is taken by another
   */
  void update(KnowledgeBase knowledgeBase);

  /**
   * Changes the settings of a knowledge base as they are now. Such changes follow each other, so
   * that none undoes another.
   *
   * @return the settings as they are then
   * @throws KnowledgeException as {@link #update} does
   */
  default KnowledgeBase change(String knowledgeBaseId, UnaryOperator<KnowledgeBase> change) {
    synchronized (this) {
      KnowledgeBase before =
          find(knowledgeBaseId)
              .orElseThrow(
                  () -> new KnowledgeException("Dataset " + knowledgeBaseId + " not found."));
      KnowledgeBase after = change.apply(before);
      if (!after.equals(before)) {
        update(after);
      }
      return after;
    }
  }

  /** Removes a knowledge base and everything in it; returns whether there was one. */
  boolean delete(String knowledgeBaseId);

  /** Returns the knowledge base with that id. */
  Optional<KnowledgeBase> find(String knowledgeBaseId);

  /** Returns the knowledge base with that name. */
  Optional<KnowledgeBase> findByName(String name);

  /** Returns all knowledge bases, oldest first. */
  List<KnowledgeBase> list();

  /**
   * Registers documents, in order, in one durable step.
   *
   * <p>A registration whose identity the knowledge base already has stands for a new version of
   * that document: id, position and searchable content stay, name, batch and info are taken over,
   * metadata fields are added or replaced. Otherwise a new document is added with the next
   * position. Either way its status is {@code waiting}.
   *
   * @return one document a registration
   */
  List<Document> register(String knowledgeBaseId, List<DocumentRegistration> registrations);

  /** Returns a document. */
  Optional<Document> document(String knowledgeBaseId, String documentId);

  /** Returns documents by position. */
  Page<Document> documents(String knowledgeBaseId, PageRequest request);

  /**
   * Makes a new version of a document searchable and removes the old one, in one durable step, and
   * sets the document {@code completed} with its counts. Concurrent commits may share one step.
   *
   * @throws KnowledgeException if the document is unknown, or a vector's length is not that of the
   *     knowledge base's vector model
   */
  Document commit(String knowledgeBaseId, NewVersion version);

  /**
   * Records that processing failed. A document that has a searchable version keeps it and its
   * status {@code completed}; one that has none becomes {@code error}. Either way {@link
   * Document#error} is set.
   */
  Document fail(String knowledgeBaseId, String documentId, String error);

  /** Switches a document on or off, or archives it; takes effect for the next search. */
  Document setState(String knowledgeBaseId, String documentId, boolean enabled, boolean archived);

  /**
   * Changes a document's title or metadata; takes effect for the next search.
   *
   * @throws KnowledgeException if the document is unknown
   */
  Document edit(String knowledgeBaseId, String documentId, DocumentEdit edit);

  /**
   * Changes segments of a document's searchable version, all in one durable step, in the order
   * given, and brings the document's counts along.
   *
   * @throws KnowledgeException if the document, a segment or a child chunk is unknown, or a
   *     vector's length is not that of the knowledge base's vector model; nothing is changed then
   */
  Document editSegments(String knowledgeBaseId, String documentId, List<SegmentEdit> edits);

  /** Removes a document and everything under it; returns whether there was one. */
  boolean deleteDocument(String knowledgeBaseId, String documentId);

  /** Returns a document's segments by position. */
  Page<Segment> segments(String knowledgeBaseId, String documentId, PageRequest request);

  /** Returns a segment. */
  Optional<Segment> segment(String knowledgeBaseId, String segmentId);

  /** Returns a child chunk. */
  Optional<ChildChunk> childChunk(String knowledgeBaseId, String childChunkId);

  /** Returns a segment's child chunks by position. */
  Page<ChildChunk> childChunks(String knowledgeBaseId, String segmentId, PageRequest request);

  /**
   * Returns what is nearest to a vector, nearest first, by cosine similarity. Searches children
   * where the structure is hierarchical, segments otherwise, and summaries. Only what is enabled,
   * not archived and accepted by the scope takes part.
   */
  List<Hit> nearest(SearchScope scope, float[] vector, int limit);

  /**
   * Returns the cosine similarity of a vector to what is stored for these segments, child chunks or
   * summaries. What is unknown, or has no vector, is left out; empty unless overridden.
   *
   * @param ids of {@linkplain Hit#id() hits}
   */
  default Map<String, Double> similarities(
      String knowledgeBaseId, float[] vector, Set<String> ids) {
    return Map.of();
  }

  /** Returns what a full-text query finds, best first. The query is plain text, not a syntax. */
  List<Hit> matching(SearchScope scope, String query, int limit);

  /**
   * Returns the segments that carry most of the keywords, most first (spec/06 §5).
   *
   * <p>A keyword with a digit counts also where it stands in a segment's text and is none of its
   * keywords: it says which one is meant, and a table has more numbers than a segment has keywords.
   */
  List<Hit> carrying(SearchScope scope, Set<String> keywords, int limit);

  /** Adds one to the hit counts of these segments; need not be durable at once. */
  void countHits(String knowledgeBaseId, List<String> segmentIds);

  /**
   * Returns the words of a text that matter for a search, most important first (spec/06 §4): the
   * text's language is told apart, stop words are left out.
   *
   * @param limit how many at most; 0 for all
   */
  List<String> keywords(String text, int limit);

  @Override
  void close();
}

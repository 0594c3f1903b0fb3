package io.millrace.knowledge;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.millrace.file.FileRef;
import io.millrace.file.FileSource;
import io.millrace.knowledge.NewVersion.NewChild;
import io.millrace.knowledge.NewVersion.NewSegment;
import io.millrace.knowledge.NewVersion.NewSummary;
import io.millrace.model.EmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns the value of a chunk variable into what a store keeps (spec/06 §3 and §4).
 *
 * <p>One instance serves all runs: it may be used by many threads, and it remembers embeddings by
 * model and text. Blank chunks are left out, here and in previews.
 *
 * @since 0.1
 */
public final class Indexer {
  /** How much memory remembered embeddings take at most unless told: 64 MiB. */
  public static final long DEFAULT_CACHE_BYTES = 64L << 20;

  static final FileSource NO_FILES =
      new FileSource() {
        @Override
        public Optional<FileRef> find(String reference) {
          return Optional.empty();
        }

        @Override
        public InputStream open(FileRef file) throws IOException {
          throw new NoSuchFileException(String.valueOf(file.reference()));
        }
      };

  private final KnowledgeStore store;
  private final EmbeddingCache cache;
  private final FileSource files;
  private final Clock clock;

  /** Makes an indexer whose keywords come from {@code store}. */
  public Indexer(KnowledgeStore store) {
    this(store, DEFAULT_CACHE_BYTES);
  }

  /**
   * Makes an indexer that remembers embeddings.
   *
   * @param cacheBytes how much memory they take at most; 0 for none
   */
  public Indexer(KnowledgeStore store, long cacheBytes) {
    this(store, cacheBytes, NO_FILES, Clock.systemUTC());
  }

  /**
   * Makes an indexer that attaches the images that a chunk's text shows.
   *
   * @param files has the images
   */
  public Indexer(KnowledgeStore store, FileSource files) {
    this(store, DEFAULT_CACHE_BYTES, files, Clock.systemUTC());
  }

  Indexer(KnowledgeStore store, long cacheBytes, FileSource files, Clock clock) {
    checkArgument(cacheBytes >= 0, "cacheBytes must not be negative, but was %s", cacheBytes);
    this.store = requireNonNull(store, "store");
    this.cache = new EmbeddingCache(cacheBytes);
    this.files = requireNonNull(files, "files");
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Returns what a draft run shows. Needs no store.
   *
   * @throws KnowledgeException if there are no chunks, or they have another shape
   */
  public static Preview preview(ChunkStructure structure, @Nullable Object chunks) {
    Chunks read = ChunkReader.read(structure, chunks);
    ImmutableList.Builder<Preview.Item> items = ImmutableList.builder();
    for (Chunk chunk : read.list()) {
      items.add(new Preview.Item(chunk.content(), chunk.answer(), chunk.children(), null));
    }
    return new Preview(structure, read.parentMode(), items.build());
  }

  /**
   * Returns a new version of a document; stops only when its thread is interrupted.
   *
   * @see #index(KnowledgeBase, String, Object, Map, EmbeddingModel, Instant, BooleanSupplier)
   */
  public NewVersion index(
      KnowledgeBase base,
      String documentId,
      @Nullable Object chunks,
      @Nullable EmbeddingModel model,
      Instant started) {
    return index(base, documentId, chunks, Map.of(), model, started, () -> false);
  }

  /**
   * Returns a new version of a document, ready for {@link KnowledgeStore#commit}. Stores nothing.
   *
   * @param chunks any shape that the knowledge base's structure accepts
   * @param summaries what a model made of chunks, by their text; searched beside them where the
   *     technique is {@code high_quality}, else left out
   * @param model what embeds; used for {@code high_quality} alone
   * @param started when work on the document began, for {@link NewVersion#latency()}
   * @param cancelled asked before each call of the model
   * @throws KnowledgeException if there are no chunks, they have another shape, the structure needs
   *     {@code high_quality}, the model is not the one whose vectors are stored, or the work was
   *     cancelled
   * @throws io.millrace.model.ModelException if the model cannot answer
   */
  public NewVersion index(
      KnowledgeBase base,
      String documentId,
      @Nullable Object chunks,
      Map<String, String> summaries,
      @Nullable EmbeddingModel model,
      Instant started,
      BooleanSupplier cancelled) {
    List<Chunk> list = ChunkReader.read(base.chunkStructure(), chunks).list();
    ImmutableList<NewSegment> segments;
    if (base.technique() == IndexingTechnique.HIGH_QUALITY) {
      segments = embedded(base, list, summaries, VectorModels.check(base, model), cancelled);
    } else if (base.chunkStructure() == ChunkStructure.QA_MODEL) {
      throw new KnowledgeException("Indexing technique must be high quality.");
    } else {
      segments = withKeywords(base, list);
    }
    Duration latency = Duration.between(started, clock.instant());
    return new NewVersion(documentId, segments, latency.isNegative() ? Duration.ZERO : latency);
  }

  private ImmutableList<NewSegment> withKeywords(KnowledgeBase base, List<Chunk> chunks) {
    boolean searchable = base.chunkStructure() == ChunkStructure.TEXT_MODEL;
    ImmutableList.Builder<NewSegment> segments = ImmutableList.builder();
    for (Chunk chunk : chunks) {
      List<String> keywords =
          searchable ? store.keywords(chunk.content(), base.keywordNumber()) : List.of();
      ImmutableList.Builder<NewChild> children = ImmutableList.builder();
      chunk.children().forEach(child -> children.add(new NewChild(child, null)));
      segments.add(
          new NewSegment(
              chunk.content(),
              chunk.answer(),
              0,
              ImmutableList.copyOf(keywords),
              null,
              children.build(),
              attachments(chunk)));
    }
    return segments.build();
  }

  private ImmutableList<NewSegment> embedded(
      KnowledgeBase base,
      List<Chunk> chunks,
      Map<String, String> summaries,
      EmbeddingModel model,
      BooleanSupplier cancelled) {
    boolean byChild = base.chunkStructure() == ChunkStructure.HIERARCHICAL_MODEL;
    List<String> texts =
        byChild
            ? chunks.stream().flatMap(chunk -> chunk.children().stream()).toList()
            : chunks.stream().map(Chunk::content).toList();
    Embedder embedder = new Embedder(model, cache, cancelled);
    Map<String, float[]> vectors = embedder.embed(Iterables.concat(texts, summaries.values()));
    ImmutableList.Builder<NewSegment> segments = ImmutableList.builder();
    for (Chunk chunk : chunks) {
      ImmutableList.Builder<NewChild> children = ImmutableList.builder();
      chunk.children().forEach(child -> children.add(new NewChild(child, vectors.get(child))));
      segments.add(
          new NewSegment(
              chunk.content(),
              chunk.answer(),
              embedder.countTokens(chunk.content()),
              ImmutableList.of(),
              byChild ? null : vectors.get(chunk.content()),
              children.build(),
              attachments(chunk),
              summary(summaries.get(chunk.content()), vectors)));
    }
    return segments.build();
  }

  private static @Nullable NewSummary summary(@Nullable String text, Map<String, float[]> vectors) {
    return text == null ? null : new NewSummary(text, vectors.get(text));
  }

  private ImmutableList<Attachment> attachments(Chunk chunk) {
    return chunk.attachments().isEmpty()
        ? ChunkFiles.shown(chunk.content(), files)
        : chunk.attachments();
  }

  /**
   * Returns the stored version of a document with vectors added, for a knowledge base that becomes
   * {@code high_quality}. Keywords stay until the document changes, so that it is found by them
   * until all have vectors.
   *
   * @param base with the vector model that its vectors will have
   * @param cancelled asked before each call of the model
   * @throws KnowledgeException if the model is not the base's, or the work was cancelled
   * @throws io.millrace.model.ModelException if the model cannot answer
   */
  public NewVersion withVectors(
      KnowledgeBase base, Document document, EmbeddingModel model, BooleanSupplier cancelled) {
    return new AddedVectors(
            store, base, new Embedder(VectorModels.check(base, model), cache, cancelled))
        .of(document);
  }
}

package io.millrace.benchmarks.knowledge;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentRegistration;
import io.millrace.knowledge.DocumentSource;
import io.millrace.knowledge.Indexer;
import io.millrace.knowledge.IndexingTechnique;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeBase.VectorModel;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.RetrievalSettings;
import io.millrace.knowledge.lucene.LuceneKnowledgeStoreProvider;
import io.millrace.model.EmbeddingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A knowledge base on disk that is being filled the way a run fills it: documents registered some
 * at once, made to segments by {@link Indexer}, and committed durably, four at a time.
 */
final class Filling implements AutoCloseable {
  private static final int WRITERS = 4;
  private static final int REGISTERED_AT_ONCE = 16;

  private final Path directory;
  private final KnowledgeStore store;
  private final KnowledgeBase base;
  private final @Nullable EmbeddingModel model;
  private final Indexer indexer;

  Filling(@Nullable EmbeddingModel model) throws IOException {
    this.model = model;
    directory = Files.createTempDirectory("millrace-benchmark");
    store = new LuceneKnowledgeStoreProvider().open(directory);
    indexer = new Indexer(store);
    base =
        new KnowledgeBase(
            "base",
            "base",
            "",
            ChunkStructure.TEXT_MODEL,
            model == null ? IndexingTechnique.ECONOMY : IndexingTechnique.HIGH_QUALITY,
            model == null ? null : model.id(),
            model == null ? null : new VectorModel(model.id(), model.dimension()),
            10,
            RetrievalSettings.DEFAULT,
            Instant.now(),
            Instant.now());
    store.create(base);
  }

  KnowledgeStore store() {
    return store;
  }

  String id() {
    return base.id();
  }

  /**
   * Stores segments {@code from} to {@code to}, so many a document; returns when all are durable.
   */
  Object fill(int from, int to, int aDocument, IntFunction<String> text) throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<?>> written = new ArrayList<>();
      int atOnce = REGISTERED_AT_ONCE * aDocument;
      for (int begin = from; begin < to; begin += atOnce) {
        int[] firsts = firsts(begin, Math.min(to, begin + atOnce), aDocument);
        List<Document> documents = register(firsts);
        for (int i = 0; i < firsts.length; i++) {
          Document document = documents.get(i);
          int first = firsts[i];
          int last = Math.min(to, first + aDocument);
          written.add(
              writers.submit(
                  () -> write(document, IntStream.range(first, last).mapToObj(text).toList())));
        }
      }
      for (Future<?> one : written) {
        one.get();
      }
      return written;
    } finally {
      writers.shutdown();
    }
  }

  private static int[] firsts(int from, int to, int aDocument) {
    return IntStream.iterate(from, first -> first < to, first -> first + aDocument).toArray();
  }

  private List<Document> register(int[] numbers) {
    return store.register(
        id(),
        Arrays.stream(numbers)
            .mapToObj(number -> "document " + number)
            .map(
                name ->
                    new DocumentRegistration(
                        new DocumentSource("local_file", name, Map.of()), name, "1", Map.of()))
            .toList());
  }

  private void write(Document document, List<String> chunks) {
    store.commit(id(), indexer.index(base, document.id(), chunks, model, Instant.now()));
  }

  @Override
  public void close() throws IOException {
    store.close();
    MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
  }
}

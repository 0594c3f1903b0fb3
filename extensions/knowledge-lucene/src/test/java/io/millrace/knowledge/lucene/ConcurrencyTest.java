package io.millrace.knowledge.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.knowledge.Document;
import io.millrace.knowledge.Hit;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.PageRequest;
import io.millrace.knowledge.SearchScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyTest {
  private static final int WRITERS = 12;
  private static final int DOCUMENTS = 6;
  private static final int SEGMENTS = 5;
  private static final int ROUNDS = 8;

  private final Path directory;

  ConcurrencyTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  @Timeout(600)
  void searchesSeeWholeVersionsWhileManyThreadsCommit() throws Exception {
    try (KnowledgeStore store = new LuceneKnowledgeStoreProvider().open(directory)) {
      store.create(Bases.economy("kb"));
      List<Document> documents =
          store.register(
              "kb",
              IntStream.range(0, DOCUMENTS).mapToObj(i -> Bases.registration("d" + i)).toList());
      AtomicBoolean done = new AtomicBoolean();
      ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 2);
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int number = writer;
        writers.add(threads.submit(() -> write(store, documents, number)));
      }
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        readers.add(
            threads.submit(
                () -> {
                  while (!done.get()) {
                    assertWhole(store);
                  }
                }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      done.set(true);
      for (Future<?> reader : readers) {
        reader.get();
      }
      threads.shutdown();
      assertWhole(store);
      assertThat(found(store)).hasSize(DOCUMENTS * SEGMENTS);
    }
  }

  @Test
  @Timeout(600)
  void concurrentRegistrationsOfOneIdentityMakeOneDocument() throws Exception {
    try (KnowledgeStore store = new LuceneKnowledgeStoreProvider().open(directory)) {
      store.create(Bases.economy("kb"));
      ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
      List<Future<Document>> registered = new ArrayList<>();
      for (int i = 0; i < WRITERS * 4; i++) {
        String identity = "d" + i % 5;
        registered.add(
            threads.submit(
                () -> store.register("kb", List.of(Bases.registration(identity))).get(0)));
      }
      Set<String> ids = new HashSet<>();
      for (Future<Document> one : registered) {
        ids.add(one.get().id());
      }
      threads.shutdown();
      assertThat(ids).hasSize(5);
      assertThat(store.documents("kb", PageRequest.of(1, 10)).items())
          .extracting(Document::position)
          .containsExactly(1, 2, 3, 4, 5);
    }
  }

  private static void write(KnowledgeStore store, List<Document> documents, int writer) {
    for (int round = 0; round < ROUNDS; round++) {
      String version = "common version" + writer + "x" + round;
      String[] contents = new String[SEGMENTS];
      java.util.Arrays.fill(contents, version);
      Document document = documents.get((writer + round) % documents.size());
      Document committed = store.commit("kb", Bases.version(document.id(), contents));
      assertThat(committed.segmentCount()).isEqualTo(SEGMENTS);
    }
  }

  private static List<Hit> found(KnowledgeStore store) {
    return store.matching(new SearchScope("kb", null), "common", 1_000);
  }

  private static void assertWhole(KnowledgeStore store) {
    Map<String, List<String>> contents = new HashMap<>();
    for (Hit hit : found(store)) {
      contents
          .computeIfAbsent(hit.document().id(), id -> new ArrayList<>())
          .add(hit.segment().content());
    }
    contents.forEach(
        (id, texts) -> {
          assertThat(texts).hasSize(SEGMENTS);
          assertThat(new HashSet<>(texts)).hasSize(1);
        });
  }
}

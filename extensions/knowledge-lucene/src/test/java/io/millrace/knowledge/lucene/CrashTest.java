package io.millrace.knowledge.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.knowledge.Document;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.PageRequest;
import io.millrace.knowledge.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
  private static final int CRASHES = 3;
  private static final int NOTES_BEFORE_A_CRASH = 12;

  private final Path directory;

  CrashTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  @Timeout(600)
  void everyDocumentIsWholeAfterAKill() throws Exception {
    Path store = directory.resolve("store");
    Path notes = directory.resolve("notes");
    Files.createFile(notes);
    for (int crash = 1; crash <= CRASHES; crash++) {
      Process victim = start(store, notes, crash * 100_000);
      try {
        waitFor(notes, crash * NOTES_BEFORE_A_CRASH, victim);
        if (crash == 1) {
          assertThatThrownBy(() -> new LuceneKnowledgeStoreProvider().open(store))
              .isInstanceOf(KnowledgeException.class)
              .hasMessageContaining("another process")
              .hasMessageContaining(store.toString());
        }
      } finally {
        victim.destroyForcibly();
        assertThat(victim.waitFor(120, TimeUnit.SECONDS)).isTrue();
      }
      assertWhole(store, notes);
    }
  }

  private static void assertWhole(Path path, Path notes) throws IOException {
    Map<String, Integer> promised = new HashMap<>();
    for (String line : Files.readAllLines(notes)) {
      String[] parts = line.split(" ", 2);
      promised.merge(parts[0], Integer.valueOf(parts[1]), Math::max);
    }
    try (KnowledgeStore store = new LuceneKnowledgeStoreProvider().open(path)) {
      List<Document> documents = store.documents("kb", PageRequest.of(1, 100)).items();
      assertThat(documents).hasSize(CrashVictim.DOCUMENTS);
      for (Document document : documents) {
        List<Segment> segments =
            store.segments("kb", document.id(), PageRequest.of(1, 100)).items();
        assertThat(segments).hasSize(document.segmentCount());
        if (promised.containsKey(document.id())) {
          assertThat(segments).hasSize(CrashVictim.SEGMENTS);
          String content = segments.get(0).content();
          assertThat(segments).allMatch(segment -> segment.content().equals(content));
          assertThat(Integer.parseInt(content.substring("crash ".length())))
              .isGreaterThanOrEqualTo(promised.get(document.id()));
        }
      }
    }
  }

  private static Process start(Path store, Path notes, int firstVersion) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            CrashVictim.class.getName(),
            store.toString(),
            notes.toString(),
            Integer.toString(firstVersion))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void waitFor(Path notes, int lines, Process victim) throws IOException {
    while (Files.readAllLines(notes).size() < lines) {
      assertThat(victim.isAlive()).isTrue();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }
}

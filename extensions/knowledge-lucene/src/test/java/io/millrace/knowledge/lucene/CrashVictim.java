package io.millrace.knowledge.lucene;

import io.millrace.knowledge.Document;
import io.millrace.knowledge.KnowledgeStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Commits new versions until it is killed, noting in a file what it was told is stored. */
final class CrashVictim {
  static final int DOCUMENTS = 4;
  static final int SEGMENTS = 30;

  private CrashVictim() {}

  /** Runs until killed; the arguments are the store, the file of notes and the first version. */
  public static void main(String[] arguments) throws Exception {
    Path notes = Path.of(arguments[1]);
    KnowledgeStore store = new LuceneKnowledgeStoreProvider().open(Path.of(arguments[0]));
    if (store.find("kb").isEmpty()) {
      store.create(Bases.economy("kb"));
    }
    List<Document> documents =
        store.register(
            "kb",
            IntStream.range(0, DOCUMENTS).mapToObj(i -> Bases.registration("d" + i)).toList());
    for (int thread = 0; thread < DOCUMENTS; thread++) {
      Document document = documents.get(thread);
      new Thread(
              () -> {
                for (int version = Integer.parseInt(arguments[2]); ; version++) {
                  commit(store, document, version, notes);
                }
              })
          .start();
    }
  }

  private static void commit(KnowledgeStore store, Document document, int version, Path notes) {
    String[] contents = new String[SEGMENTS];
    Arrays.fill(contents, "crash " + version);
    store.commit("kb", Bases.version(document.id(), contents));
    try {
      Files.writeString(
          notes,
          document.id() + " " + version + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

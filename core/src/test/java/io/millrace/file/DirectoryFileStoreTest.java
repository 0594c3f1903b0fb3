package io.millrace.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryFileStoreTest {
  private final Path folder;
  private DirectoryFileStore store;

  DirectoryFileStoreTest(@TempDir Path folder) {
    this.folder = folder;
    this.store = DirectoryFileStore.in(folder.resolve("files"));
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void aSavedFileIsFoundAndOpenedByItsReference() throws IOException {
    FileRef saved = save("Bericht über alles.PDF", "%PDF");

    assertThat(saved.extension()).isEqualTo(".pdf");
    assertThat(saved.mimeType()).isEqualTo("application/pdf");
    assertThat(saved.size()).isEqualTo(4);
    assertThat(saved.transferMethod()).isEqualTo(TransferMethod.LOCAL_FILE);
    assertThat(store.find(reference(saved))).contains(saved);
    assertThat(text(saved)).isEqualTo("%PDF");
  }

  @Test
  void theRecordKeepsTheHashAndTheHour() throws IOException {
    FileRef saved = save("a.txt", "abc");

    StoredFile stored = store.stored(reference(saved)).orElseThrow();
    // The test vector of FIPS 202 for "abc".
    assertThat(stored.contentHash())
        .isEqualTo("3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532");
    assertThat(stored.created()).isBeforeOrEqualTo(java.time.Instant.now());
  }

  @Test
  void aGivenMimeTypeAndTransferMethodWinOverTheGuess() throws IOException {
    FileRef saved =
        store.save(
            new NewFile("a.txt", "application/x-mine", TransferMethod.TOOL_FILE), bytes("x"));

    assertThat(store.find(reference(saved))).contains(saved);
    assertThat(saved.mimeType()).isEqualTo("application/x-mine");
    assertThat(saved.transferMethod()).isEqualTo(TransferMethod.TOOL_FILE);
  }

  @Test
  void anOpaqueReferenceStandsForTheRecordInsideIt() throws IOException {
    FileRef saved = save("a.txt", "abc");
    String json = "{\"record_id\": \"" + saved.reference() + "\", \"storage_key\": \"../x\"}";
    String opaque = "dify-file-ref:" + Base64.getUrlEncoder().encodeToString(json.getBytes(UTF_8));

    assertThat(store.find(opaque)).contains(saved);
    assertThat(text(FileRef.stored(opaque, "a.txt", null, 3))).isEqualTo("abc");
    assertThat(store.delete(opaque)).isTrue();
  }

  @Test
  void aFileOutlivesItsStore() throws IOException {
    FileRef saved = save("a.txt", "abc");
    store.close();
    store = DirectoryFileStore.in(folder.resolve("files"));

    assertThat(store.find(reference(saved))).contains(saved);
    assertThat(text(saved)).isEqualTo("abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../evil.txt", "/etc/passwd", "a\nb\u0000.txt", "..", "", "C:\\x", "名前.md"})
  void aNameIsNeverPartOfAPath(String name) throws IOException {
    FileRef saved = save(name, "abc");

    assertThat(store.find(reference(saved)).orElseThrow().filename()).isEqualTo(name);
    assertThat(filesBelow(folder)).hasSize(2);
    assertThat(folder.resolve("files")).isDirectoryRecursivelyContaining("glob:**content");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "../secret",
        "incoming",
        "/etc/passwd",
        "file:///etc/passwd",
        "00000000-0000-0000-0000-000000000000/../x",
        "dify-file-ref:!!!",
        "00000000-0000-0000-0000-000000000000"
      })
  void whatIsNoIdOfAStoredFileIsNotFound(String reference) throws IOException {
    Files.writeString(folder.resolve("secret"), "s");

    assertThat(store.find(reference)).isEmpty();
    assertThat(store.delete(reference)).isFalse();
    FileRef asked = FileRef.stored(reference, "x", null, -1);
    assertThatThrownBy(() -> store.open(asked)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void anIdIsFoundInUpperCaseToo() throws IOException {
    FileRef saved = save("a.txt", "abc");
    assertThat(store.find(reference(saved).toUpperCase(Locale.ROOT))).contains(saved);
  }

  @Test
  void aDeletedFileIsGone() throws IOException {
    FileRef saved = save("a.txt", "abc");

    assertThat(store.delete(reference(saved))).isTrue();
    assertThat(store.delete(reference(saved))).isFalse();
    assertThat(store.find(reference(saved))).isEmpty();
    assertThatThrownBy(() -> store.open(saved)).isInstanceOf(NoSuchFileException.class);
    assertThat(filesBelow(folder)).isEmpty();
  }

  @Test
  void nothingIsKeptWhenTheContentBreaksOff() throws IOException {
    InputStream broken = new SequenceInputStream(bytes("x".repeat(100_000)), new BrokenStream());

    assertThatThrownBy(() -> store.save(NewFile.upload("line\nbreak.txt", null), broken))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "File 'line?break.txt' was not stored and nothing of it was kept: cable pulled");
    assertThat(filesBelow(folder)).isEmpty();
  }

  @Test
  void aFileOverTheLimitIsRefusedAndNothingIsKept() throws IOException {
    try (DirectoryFileStore small = DirectoryFileStore.in(folder.resolve("small"), 1000)) {
      small.save(NewFile.upload("fits", null), bytes("x".repeat(1000)));
      int before = filesBelow(folder).size();

      assertThatThrownBy(() -> small.save(NewFile.upload("big.txt", null), bytes("x".repeat(1001))))
          .isInstanceOf(FileTooLargeException.class)
          .hasMessageContaining("'big.txt' is larger than the 1,000 bytes");
      assertThat(filesBelow(folder)).hasSize(before);
    }
  }

  @Test
  void openingRemovesWhatADeadProcessLeftAndKeepsTheWorkOfTheLiving() throws IOException {
    Path incoming = folder.resolve("files/incoming");
    Path dead = Files.createDirectories(incoming.resolve("2147483647-0-x/half"));
    Files.writeString(dead.resolve("content"), "half");
    Path reusedId = incoming.resolve(ProcessHandle.current().pid() + "-12345-x");
    Files.createDirectories(reusedId);

    DirectoryFileStore.in(folder.resolve("files")).close();

    assertThat(incoming.resolve("2147483647-0-x")).doesNotExist();
    assertThat(reusedId).doesNotExist();
    assertThat(text(save("a.txt", "still works"))).isEqualTo("still works");
  }

  @Test
  void aDamagedRecordIsAClearError() throws IOException {
    FileRef saved = save("a.txt", "abc");
    Path record =
        filesBelow(folder).stream()
            .filter(p -> p.endsWith("record.json"))
            .findFirst()
            .orElseThrow();
    Files.writeString(record, "{\"version\": 1, \"nam");

    assertThatThrownBy(() -> store.find(reference(saved)))
        .isInstanceOf(FileStoreException.class)
        .hasMessageContaining(reference(saved))
        .hasMessageContaining("store it again");
  }

  @Test
  void aFolderThatCannotBeUsedIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThatThrownBy(() -> DirectoryFileStore.in(file))
        .isInstanceOf(FileStoreException.class)
        .hasMessageContaining("Cannot keep files in folder " + file);
  }

  @Test
  void manyThreadsSaveFindAndDeleteAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int seed = i;
        work.add(threads.submit(() -> saveAndDelete(new Random(seed))));
      }
      for (Future<?> done : work) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(filesBelow(folder)).hasSize(8 * 5 * 2);
  }

  private Void saveAndDelete(Random random) throws IOException {
    for (int i = 0; i < 10; i++) {
      String content = "x".repeat(random.nextInt(100_000));
      FileRef saved = save("f" + i, content);
      assertThat(text(saved)).isEqualTo(content);
      if (i % 2 == 0) {
        assertThat(store.delete(reference(saved))).isTrue();
      }
    }
    return null;
  }

  private FileRef save(String name, String content) throws IOException {
    return store.save(NewFile.upload(name, null), bytes(content));
  }

  private String text(FileRef file) throws IOException {
    try (InputStream in = store.open(file)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String reference(FileRef file) {
    return java.util.Objects.requireNonNull(file.reference());
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static final class BrokenStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("cable pulled");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }
  }
}

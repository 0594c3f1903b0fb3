package io.millrace.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.file.FileRef;
import io.millrace.file.FileStore;
import io.millrace.file.InMemoryFileStore;
import io.millrace.file.NewFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link FileStore} must do.
 *
 * @since 0.1
 */
public abstract class FileStoreContract {
  private FileStore store = new InMemoryFileStore();

  /** Returns an empty store; closed after each test. */
  protected abstract FileStore emptyStore() throws IOException;

  /**
   * Returns the store of {@link #emptyStore}, which was closed meanwhile, opened anew; none for one
   * that is in memory.
   */
  protected Optional<FileStore> reopened() throws IOException {
    return Optional.empty();
  }

  /** Counts what the store keeps, whole or in part; not counted unless overridden. */
  protected OptionalLong kept() throws IOException {
    return OptionalLong.empty();
  }

  @BeforeEach
  final void open() throws IOException {
    store = emptyStore();
  }

  @AfterEach
  final void close() throws IOException {
    store.close();
  }

  @Test
  protected void aSavedFileIsFoundAndOpenedUnderItsReference() throws IOException {
    FileRef saved = save("a.txt", "hello");

    assertThat(store.find(reference(saved))).contains(saved);
    assertThat(text(saved)).isEqualTo("hello");
    assertThat(saved.size()).isEqualTo(5);
    assertThat(saved.filename()).isEqualTo("a.txt");
    assertThat(saved.extension()).isEqualTo(".txt");
  }

  @Test
  protected void everyByteIsKeptAsItIs() throws IOException {
    byte[] content = new byte[100_000];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31 + i / 256);
    }

    FileRef saved =
        store.save(NewFile.upload("a.bin", "image/png"), new ByteArrayInputStream(content));

    assertThat(saved.size()).isEqualTo(content.length);
    assertThat(saved.mimeType()).isEqualTo("image/png");
    try (InputStream one = store.open(saved);
        InputStream other = store.open(saved)) {
      assertThat(one.readNBytes(10)).isEqualTo(Arrays.copyOf(content, 10));
      assertThat(other.readAllBytes()).as("a second reader").isEqualTo(content);
      assertThat(one.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 10, content.length));
    }
  }

  @Test
  protected void aFileOfNoBytesIsAFile() throws IOException {
    FileRef saved = save("empty.txt", "");

    assertThat(saved.size()).isZero();
    assertThat(text(saved)).isEmpty();
  }

  @Test
  protected void filesOfOneNameAreKeptApart() throws IOException {
    FileRef first = save("a.txt", "one");
    FileRef second = save("a.txt", "two");

    assertThat(reference(first)).isNotEqualTo(reference(second));
    assertThat(text(first)).isEqualTo("one");
    assertThat(text(second)).isEqualTo("two");
  }

  @Test
  protected void aFileThatCannotBeReadToItsEndIsAFailure() {
    assertThatThrownBy(() -> store.save(NewFile.upload("a.bin", null), new BrokenStream(50_000)))
        .isInstanceOf(IOException.class);
  }

  @Test
  protected void ofAFileThatCannotBeReadToItsEndNothingIsKept() throws IOException {
    OptionalLong before = kept();
    assumeTrue(before.isPresent(), "the test does not count what the store keeps");

    assertThatThrownBy(() -> store.save(NewFile.upload("a.bin", null), new BrokenStream(50_000)))
        .isInstanceOf(IOException.class);

    assertThat(kept()).as("what is kept").isEqualTo(before);
  }

  @Test
  protected void aFileIsThereAfterTheStoreWasOpenedAnew() throws IOException {
    FileRef saved = save("a.txt", "hello");
    store.close();
    Optional<FileStore> again = reopened();
    assumeTrue(again.isPresent(), "the store is in memory");

    store = again.orElseThrow();

    assertThat(store.find(reference(saved))).contains(saved);
    assertThat(text(saved)).isEqualTo("hello");
  }

  @Test
  protected void namesNeverBecomePaths() throws IOException {
    for (String name : List.of("../../etc/passwd", "/etc/passwd", "..", "a/b", "a\\b", "C:\\x")) {
      FileRef saved = save(name, name);

      assertThat(text(saved)).as("content of '%s'", name).isEqualTo(name);
      assertThat(saved.filename()).isEqualTo(name);
      assertThat(reference(saved)).doesNotContain("/", "\\", "..");
    }
  }

  @Test
  protected void theStreamThatIsHandedInStaysOpen() throws IOException {
    boolean[] closed = new boolean[1];
    InputStream content =
        new ByteArrayInputStream(new byte[1]) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    store.save(NewFile.upload("a.bin", null), content).size();

    assertThat(closed[0]).as("the caller's stream was closed").isFalse();
  }

  @Test
  protected void anUnknownReferenceIsNotFound() throws IOException {
    assertThat(store.find("nothing-of-that-name")).isEmpty();
    assertThat(store.find("../outside")).isEmpty();
    assertThat(store.delete("nothing-of-that-name")).isFalse();
  }

  @Test
  protected void aDeletedFileIsGone() throws IOException {
    FileRef saved = save("a.txt", "hello");

    assertThat(store.delete(reference(saved))).isTrue();
    assertThat(store.find(reference(saved))).isEmpty();
    assertThatThrownBy(() -> store.open(saved).close()).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  protected void manyThreadsMaySaveAtOnce() throws Exception {
    List<FileRef> saved = Threads.together(() -> save("a.txt", "same"));

    assertThat(new HashSet<>(saved.stream().map(FileStoreContract::reference).toList()))
        .hasSameSizeAs(saved);
    for (FileRef file : saved) {
      assertThat(text(file)).isEqualTo("same");
    }
  }

  private FileRef save(String name, String text) throws IOException {
    return store.save(
        NewFile.upload(name, "text/plain"), new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private String text(FileRef file) throws IOException {
    try (InputStream in = store.open(file)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String reference(FileRef file) {
    return Objects.requireNonNull(file.reference(), "a saved file has a reference");
  }

  /** Gives some bytes, then breaks. */
  private static final class BrokenStream extends InputStream {
    private int left;

    BrokenStream(int bytes) {
      this.left = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left <= 0) {
        throw new IOException("the connection broke");
      }
      int count = Math.min(length, left);
      left -= count;
      return count;
    }
  }
}

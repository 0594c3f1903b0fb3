package io.millrace.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.util.concurrent.Uninterruptibles;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.ExtractionException;
import io.millrace.extractor.ExtractionException.Reason;
import io.millrace.extractor.ExtractionRequest;
import io.millrace.extractor.ExtractionStyle;
import io.millrace.file.FileRef;
import io.millrace.file.FileSource;
import io.millrace.file.InMemoryFileStore;
import io.millrace.file.NewFile;
import io.millrace.testkit.fake.PlainTextExtractor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link DocumentExtractor} must do.
 *
 * @since 0.1
 */
public abstract class DocumentExtractorContract {
  private static final ExtractionRequest.Limits LIMITS = limits(Duration.ofSeconds(20));
  private static final ExtractionRequest.Limits BRIEF = limits(Duration.ofMillis(300));

  private final InMemoryFileStore files = new InMemoryFileStore();
  private DocumentExtractor extractor = new PlainTextExtractor();

  private static ExtractionRequest.Limits limits(Duration timeout) {
    return new ExtractionRequest.Limits(timeout, 10_000, 1 << 20, 100, 4, 100);
  }

  /** Returns the extractor; closed after each test. */
  protected abstract DocumentExtractor extractor();

  /**
   * Returns the name of a file that the extractor reads as plain text; {@code a.txt} by default.
   */
  protected String plainTextName() {
    return "a.txt";
  }

  @BeforeEach
  final void open() {
    extractor = extractor();
  }

  @AfterEach
  final void close() {
    extractor.close();
  }

  @Test
  protected void theWordsOfAFileComeInOrder() throws IOException {
    assertThat(extract(save(plainTextName(), "One mill.\n\n二つ目。\n\nThree.")))
        .containsSubsequence("One mill.", "二つ目。", "Three.");
  }

  @Test
  protected void aFormatThatNobodyKnowsIsNamedAsSuch() throws IOException {
    assertFails(save("a.nothing-known", "x"), Reason.UNSUPPORTED_FORMAT);
  }

  @Test
  protected void anEmptyFileIsTextOrAFailureOfItsOwn() throws IOException {
    FileRef empty = save(plainTextName(), "");
    Throwable failure = catchThrowable(() -> assertThat(extract(empty)).isBlank());

    if (failure != null) {
      assertThat(failure).isInstanceOf(ExtractionException.class);
      assertThat(((ExtractionException) failure).reason()).isEqualTo(Reason.EMPTY);
    }
  }

  @Test
  protected void aTextLongerThanAllowedIsAFailure() throws IOException {
    assertFails(save(plainTextName(), "word ".repeat(5_000)), Reason.LIMIT_EXCEEDED);
  }

  @Test
  protected void aFileThatIsGoneIsAFailure() throws IOException {
    FileRef gone = save(plainTextName(), "x");
    assertThat(files.delete(String.valueOf(gone.reference()))).isTrue();

    assertFails(gone, Reason.UNREADABLE);
  }

  @Test
  protected void aFileThatBreaksOffIsAFailure() throws IOException {
    FileRef file = save(plainTextName(), "One mill.");

    assertFails(
        () ->
            extract(
                file,
                reading(
                    () -> {
                      throw new IOException("the connection broke");
                    }),
                LIMITS),
        Reason.UNREADABLE);
  }

  @Test
  protected void aFileWithoutEndIsGivenUpAtItsLimit() throws Exception {
    FileRef file = save(plainTextName(), "One mill.");

    assertFails(
        () ->
            Threads.comingBack(
                "An extraction without end", () -> extract(file, reading(() -> 'a'), LIMITS)),
        Reason.LIMIT_EXCEEDED);
  }

  @Test
  protected void aFileThatNeverComesIsGivenUpInTime() throws Exception {
    FileRef file = save(plainTextName(), "One mill.");
    CountDownLatch over = new CountDownLatch(1);
    FileSource stuck =
        reading(
            () -> {
              Uninterruptibles.awaitUninterruptibly(over);
              return -1;
            });
    try {
      assertFails(
          () -> Threads.comingBack("A stuck extraction", () -> extract(file, stuck, BRIEF)),
          Reason.TIMEOUT);
    } finally {
      over.countDown();
    }
  }

  @Test
  protected void bytesOfNoFormatAreTextOrAFailureOfItsOwn() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 20; round++) {
      byte[] bytes = new byte[random.nextInt(4_000)];
      random.nextBytes(bytes);
      FileRef file =
          files.save(NewFile.upload(plainTextName(), null), new ByteArrayInputStream(bytes));

      Throwable failure = catchThrowable(() -> extract(file));

      if (failure != null) {
        assertThat(failure).isInstanceOf(ExtractionException.class).message().isNotBlank();
      }
    }
  }

  @Test
  protected void itsIdIsAlwaysTheSame() {
    assertThat(extractor.id()).isNotBlank().isEqualTo(extractor.id());
  }

  @Test
  protected void closingTwiceIsHarmless() {
    extractor.close();
    extractor.close();
  }

  @Test
  protected void manyThreadsMayExtractAtOnce() throws Exception {
    FileRef file = save(plainTextName(), "One mill.");

    assertThat(Threads.together(() -> extract(file)))
        .allSatisfy(text -> assertThat(text).contains("One mill."));
  }

  private void assertFails(FileRef file, Reason reason) {
    assertFails(() -> extract(file), reason);
  }

  private static void assertFails(Callable<String> extraction, Reason reason) {
    Throwable failure = catchThrowable(() -> extraction.call());

    assertThat(failure).isInstanceOf(ExtractionException.class).message().isNotBlank();
    assertThat(((ExtractionException) failure).reason()).isEqualTo(reason);
  }

  private String extract(FileRef file) {
    return extract(file, files, LIMITS);
  }

  private String extract(FileRef file, FileSource source, ExtractionRequest.Limits limits) {
    return extractor
        .extract(new ExtractionRequest(file, source, ExtractionStyle.NODE, files, limits))
        .text();
  }

  /** Returns the files of this test, whose bytes are made one by one. */
  private FileSource reading(ByteSource bytes) {
    return new FileSource() {
      @Override
      public Optional<FileRef> find(String reference) {
        return files.find(reference);
      }

      @Override
      public InputStream open(FileRef file) {
        return new InputStream() {
          @Override
          public int read() throws IOException {
            return bytes.next();
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
              return 0;
            }
            int next = bytes.next();
            if (next < 0) {
              return -1;
            }
            buffer[offset] = (byte) next;
            return 1;
          }
        };
      }
    };
  }

  /** Gives the next byte, or -1 at the end. */
  @FunctionalInterface
  private interface ByteSource {
    int next() throws IOException;
  }

  private FileRef save(String name, String text) throws IOException {
    return files.save(NewFile.upload(name, null), new ByteArrayInputStream(text.getBytes(UTF_8)));
  }
}

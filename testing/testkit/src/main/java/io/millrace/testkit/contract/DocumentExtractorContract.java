package io.millrace.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.ExtractionException;
import io.millrace.extractor.ExtractionException.Reason;
import io.millrace.extractor.ExtractionRequest;
import io.millrace.extractor.ExtractionStyle;
import io.millrace.file.FileRef;
import io.millrace.file.InMemoryFileStore;
import io.millrace.file.NewFile;
import io.millrace.testkit.fake.PlainTextExtractor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link DocumentExtractor} must do.
 *
 * @since 0.1
 */
public abstract class DocumentExtractorContract {
  private static final ExtractionRequest.Limits LIMITS =
      new ExtractionRequest.Limits(Duration.ofSeconds(20), 10_000, 1 << 20, 100, 4, 100);

  private final InMemoryFileStore files = new InMemoryFileStore();
  private DocumentExtractor extractor = new PlainTextExtractor();

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
  protected void manyThreadsMayExtractAtOnce() throws Exception {
    FileRef file = save(plainTextName(), "One mill.");

    assertThat(Threads.together(() -> extract(file)))
        .allSatisfy(text -> assertThat(text).contains("One mill."));
  }

  private void assertFails(FileRef file, Reason reason) {
    Throwable failure = catchThrowable(() -> extract(file));

    assertThat(failure).isInstanceOf(ExtractionException.class);
    assertThat(((ExtractionException) failure).reason()).isEqualTo(reason);
    assertThat(failure.getMessage()).isNotBlank();
  }

  private String extract(FileRef file) {
    return extractor
        .extract(new ExtractionRequest(file, files, ExtractionStyle.NODE, files, LIMITS))
        .text();
  }

  private FileRef save(String name, String text) throws IOException {
    return files.save(NewFile.upload(name, null), new ByteArrayInputStream(text.getBytes(UTF_8)));
  }
}

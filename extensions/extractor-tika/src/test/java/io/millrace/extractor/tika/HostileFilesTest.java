package io.millrace.extractor.tika;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.ExtractionException;
import io.millrace.extractor.ExtractionException.Reason;
import io.millrace.extractor.ExtractionRequest;
import io.millrace.extractor.ExtractionStyle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostileFilesTest {
  private static final String DOCUMENT =
      "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
          + "<w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>";
  private final DocumentExtractor extractor = new TikaDocumentExtractor();

  @AfterEach
  void close() {
    extractor.close();
  }

  @ParameterizedTest
  @EnumSource(ExtractionStyle.class)
  void aZipBombIsRefusedBeforeItIsRead(ExtractionStyle style) throws IOException {
    byte[] bomb = docx(DOCUMENT.formatted("x"), new byte[50 << 20]);
    assertThat(failure("bomb.docx", bomb, style))
        .matches(e -> e.reason() == Reason.LIMIT_EXCEEDED)
        .hasMessageContaining("compression-ratio");
  }

  @Test
  void anArchiveOfTooManyEntriesIsRefused() throws IOException {
    ExtractionRequest.Limits few =
        new ExtractionRequest.Limits(Duration.ofMinutes(2), 1_000, 1 << 20, 2, 2, 100);
    assertThat(
            failure(
                "a.docx", docx(DOCUMENT.formatted("x"), new byte[1]), ExtractionStyle.NODE, few))
        .hasMessageContaining("too many archive entries (maximum 2)");
  }

  @ParameterizedTest
  @EnumSource(ExtractionStyle.class)
  void aTextBeyondTheLimitIsRefused(ExtractionStyle style) throws IOException {
    ExtractionRequest.Limits small =
        new ExtractionRequest.Limits(Duration.ofMinutes(2), 100, 1 << 20, 100, 2, 100);
    assertThat(
            failure(
                "a.docx", docx(DOCUMENT.formatted("long ".repeat(50)), new byte[1]), style, small))
        .matches(e -> e.reason() == Reason.LIMIT_EXCEEDED)
        .hasMessageContaining("limit of 100 characters");
  }

  @Test
  void anExternalEntityIsNotResolved() throws IOException {
    Path secret = Files.writeString(Files.createTempFile("secret", ".txt"), "TOPSECRET");
    try {
      String xml =
          "<!DOCTYPE d [<!ENTITY x SYSTEM \"%s\">]>".formatted(secret.toUri())
              + DOCUMENT.formatted("before &x; after");
      String said;
      try {
        said =
            extractor
                .extract(Extraction.request("x.docx", docx(xml, new byte[1]), ExtractionStyle.NODE))
                .text();
      } catch (ExtractionException e) {
        said = String.valueOf(e.getMessage());
      }
      assertThat(said).isNotBlank().doesNotContain("TOPSECRET");
    } finally {
      Files.delete(secret);
    }
  }

  @ParameterizedTest
  @EnumSource(ExtractionStyle.class)
  void aTruncatedArchiveIsNamedAsDamaged(ExtractionStyle style) throws IOException {
    byte[] whole = docx(DOCUMENT.formatted("x"), new byte[1]);
    assertThat(failure("cut.docx", Arrays.copyOf(whole, whole.length / 2), style))
        .matches(e -> e.reason() == Reason.MALFORMED)
        .hasMessageContaining("is not a valid .docx file");
  }

  @ParameterizedTest
  @EnumSource(ExtractionStyle.class)
  void anEncryptedPdfSaysThatItNeedsAPassword(ExtractionStyle style) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PDDocument pdf = new PDDocument()) {
      pdf.addPage(new PDPage());
      pdf.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      pdf.save(bytes);
    }
    assertThat(failure("locked.pdf", bytes.toByteArray(), style))
        .matches(e -> e.reason() == Reason.ENCRYPTED)
        .hasMessageContaining("encrypted and needs a password");
  }

  @Test
  void anEmptyFileSaysThatItIsEmpty() {
    assertThat(failure("e.pdf", new byte[0], ExtractionStyle.MARKDOWN))
        .matches(e -> e.reason() == Reason.EMPTY)
        .hasMessage("File 'e.pdf' is empty.");
    assertThat(failure("e.docx", new byte[0], ExtractionStyle.NODE))
        .hasMessage("Failed to extract text from DOCX: the file is empty");
  }

  @Test
  void aFileThatHangsIsGivenUpInTimeAndTheNextOneIsRead() {
    CountDownLatch never = new CountDownLatch(1);
    try {
      ExtractionRequest request =
          Extraction.request(
              "hang.txt",
              () -> deafTo(never),
              ExtractionStyle.NODE,
              Extraction.timeout(Duration.ofMillis(200)));
      assertThatExceptionOfType(ExtractionException.class)
          .isThrownBy(() -> extractor.extract(request))
          .matches(e -> e.reason() == Reason.TIMEOUT)
          .withMessageContaining("took longer than 200 ms");
      assertThat(
              extractor
                  .extract(
                      Extraction.request(
                          "a.txt", "fine".getBytes(StandardCharsets.UTF_8), ExtractionStyle.NODE))
                  .text())
          .isEqualTo("fine");
    } finally {
      never.countDown();
    }
  }

  @Test
  void deepNestingIsAnErrorAndNoCrash() {
    byte[] json = "[".repeat(200_000).getBytes(StandardCharsets.UTF_8);
    assertThat(failure("deep.json", json, ExtractionStyle.NODE))
        .hasMessageStartingWith("Failed to decode or parse JSON file: More than 990 levels");
    byte[] yaml = ("a: " + "[".repeat(5_000)).getBytes(StandardCharsets.UTF_8);
    assertThat(failure("deep.yaml", yaml, ExtractionStyle.NODE)).isNotNull();
  }

  @Test
  void noTemporaryFileStaysBehind() throws IOException {
    long before = temporaryFiles();
    extractor.extract(
        Extraction.request(
            "a.docx", docx(DOCUMENT.formatted("text"), new byte[1]), ExtractionStyle.NODE));
    failure("bad.pdf", "no pdf".getBytes(StandardCharsets.UTF_8), ExtractionStyle.NODE);
    assertThat(temporaryFiles()).isEqualTo(before);
  }

  /** Waits for good and does not listen to interrupts, as a parser in an endless loop. */
  private static InputStream deafTo(CountDownLatch never) {
    boolean waiting = true;
    while (waiting) {
      try {
        waiting = !never.await(1, TimeUnit.HOURS);
      } catch (InterruptedException deaf) {
        waiting = never.getCount() > 0;
      }
    }
    return InputStream.nullInputStream();
  }

  private static long temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(f -> f.getFileName().toString().startsWith("millrace-")).count();
    }
  }

  private ExtractionException failure(String name, byte[] content, ExtractionStyle style) {
    return failure(name, content, style, ExtractionRequest.Limits.DEFAULT);
  }

  private ExtractionException failure(
      String name, byte[] content, ExtractionStyle style, ExtractionRequest.Limits limits) {
    try {
      String text = extractor.extract(Extraction.request(name, content, style, limits)).text();
      throw new AssertionError("A text came out of it: " + text);
    } catch (ExtractionException e) {
      return e;
    }
  }

  private static byte[] docx(String document, byte[] ballast) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      entry(zip, "[Content_Types].xml", "<Types/>".getBytes(StandardCharsets.UTF_8));
      entry(zip, "word/document.xml", document.getBytes(StandardCharsets.UTF_8));
      entry(zip, "word/ballast.bin", ballast);
    }
    return bytes.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}

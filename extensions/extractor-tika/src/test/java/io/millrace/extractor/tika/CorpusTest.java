package io.millrace.extractor.tika;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.ExtractedText;
import io.millrace.extractor.ExtractionException;
import io.millrace.extractor.ExtractionStyle;
import io.millrace.file.FileRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every file of a folder of real documents ends in text or in a named error. Run with {@code
 * -Dmillrace.corpus.dir=DIR}; {@code -Dmillrace.corpus.out=DIR} keeps the texts.
 */
class CorpusTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @ParameterizedTest
  @EnumSource(ExtractionStyle.class)
  void everyFileEndsInTextOrInANamedError(ExtractionStyle style) throws IOException {
    String folder = System.getProperty("millrace.corpus.dir", "");
    assumeTrue(!folder.isEmpty() && Files.isDirectory(Path.of(folder)), "no -Dmillrace.corpus.dir");
    Map<String, Map<String, Integer>> outcomes = new TreeMap<>();
    try (DocumentExtractor extractor = new TikaDocumentExtractor();
        Stream<Path> files = Files.list(Path.of(folder))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        String outcome = outcome(extractor, file, name, style);
        String extension = String.valueOf(FileRef.extensionOf(name));
        outcomes.computeIfAbsent(extension, e -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
      }
    }
    outcomes.forEach(
        (extension, counts) -> System.out.printf("%s %s %s%n", style, extension, counts));
    assertThat(outcomes).isNotEmpty();
  }

  private static String outcome(
      DocumentExtractor extractor, Path file, String name, ExtractionStyle style)
      throws IOException {
    long start = System.nanoTime();
    try {
      ExtractedText extracted =
          extractor.extract(
              Extraction.request(
                  name, () -> Files.newInputStream(file), style, Extraction.timeout(DEADLINE)));
      if (style == ExtractionStyle.MARKDOWN) {
        assertThat(extracted.text()).as(name).isNotBlank();
      }
      keep(name + "." + style + ".md", extracted.text());
      return extracted.text().isBlank() ? "blank" : "ok";
    } catch (ExtractionException e) {
      assertThat(e.getMessage()).as(name).isNotBlank();
      System.out.printf("%s %s: %s%n", style, name, e.getMessage());
      return e.reason().toString();
    } finally {
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as(name)
          .isLessThan(DEADLINE.plusSeconds(5));
    }
  }

  private static void keep(String name, String text) throws IOException {
    String out = System.getProperty("millrace.corpus.out", "");
    if (!out.isEmpty()) {
      Files.write(Files.createDirectories(Path.of(out)).resolve(name), List.of(text));
    }
  }
}

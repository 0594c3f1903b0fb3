package io.millrace.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The recorded extractions of one suite, with the files they were made from. */
final class ExtractionVectors {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");
  private static final Set<String> OFFICE = Set.of("docx", "xlsx", "xls", "pptx", "pdf");
  private static final List<String> FREE =
      List.of("encoding_detection", "charset_normalizer", "pdfium_text_layout", "lone_surrogate");

  private final String suite;

  ExtractionVectors(String suite) {
    this.suite = suite;
  }

  /** Runs one case and returns {@code null}, or what is wrong with the result. */
  @FunctionalInterface
  interface Case {
    @Nullable String problem(JsonNode vector) throws Exception;
  }

  /** Runs all cases, prints one line, and fails when a binding case did. */
  void check(Case check) throws IOException {
    int passed = 0;
    int free = 0;
    List<String> failures = new ArrayList<>();
    for (JsonNode vector : JSON.readTree(bytes(suite + "/expected.json")).required("cases")) {
      String problem = problem(check, vector);
      if (isFree(vector)) {
        free++;
      } else if (problem == null) {
        passed++;
      } else {
        failures.add(vector.path("id").asText() + " " + vector.path("file").asText() + problem);
      }
    }
    // The line is the suite's report to whoever runs it; a logger would decorate it.
    System.out.printf(
        "%s: %d passed, %d failed, %d not binding%n", suite, passed, failures.size(), free);
    assertThat(passed).isPositive();
    assertThat(failures).isEmpty();
  }

  private static @Nullable String problem(Case check, JsonNode vector) {
    try {
      return check.problem(vector);
    } catch (Exception | AssertionError e) {
      return "\n  threw " + e;
    }
  }

  private static boolean isFree(JsonNode vector) {
    for (JsonNode flag : vector.path("flags")) {
      if (FREE.stream().anyMatch(flag.asText()::startsWith)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the content of a case's file; {@code null} when it has none. */
  byte @Nullable [] content(JsonNode vector) throws IOException {
    if (vector.hasNonNull("content_base64")) {
      return Base64.getDecoder().decode(vector.get("content_base64").asText());
    }
    return vector.hasNonNull("file") ? bytes(suite + "/" + vector.get("file").asText()) : null;
  }

  /** Returns whether only the words of the text bind, in their order. */
  static boolean onlyWordsBind(String extension) {
    return OFFICE.contains(extension);
  }

  /** Returns the first expected word that does not follow in {@code actual}, or {@code null}. */
  static @Nullable String missingWord(String expected, String actual) {
    Matcher wanted = WORD.matcher(expected);
    int from = 0;
    while (wanted.find()) {
      // a part of a word will do: inserted text that ours keeps may touch the word
      int at = actual.indexOf(wanted.group(), from);
      if (at < 0) {
        return wanted.group();
      }
      from = at + wanted.group().length();
    }
    return null;
  }

  static String difference(@Nullable Object expected, @Nullable Object actual) {
    return "\n  expected %s\n  actual   %s".formatted(shown(expected), shown(actual));
  }

  private static String shown(@Nullable Object value) {
    String text = String.valueOf(value).replace("\n", "⏎");
    return text.length() > 1500 ? text.substring(0, 1500) + "…" : text;
  }

  private static byte[] bytes(String path) throws IOException {
    String folder = System.getProperty("millrace.conformance.dir", "");
    Path file = Path.of(folder, "chunk").resolve(path).normalize();
    if (!folder.isEmpty() && Files.isRegularFile(file)) {
      return Files.readAllBytes(file);
    }
    String resource = Path.of("/conformance/chunk").resolve(path).normalize().toString();
    try (InputStream in = ExtractionVectors.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(
            "No '%s': neither in the folder of -Dmillrace.conformance.dir nor in the test resources"
                .formatted(path));
      }
      return in.readAllBytes();
    }
  }
}

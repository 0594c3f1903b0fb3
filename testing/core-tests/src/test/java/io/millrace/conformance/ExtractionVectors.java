package io.millrace.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The recorded extractions of one suite, with the files they were made from. */
final class ExtractionVectors {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");
  private static final Set<String> OFFICE = Set.of("docx", "xlsx", "xls", "pptx", "pdf");

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
  void check(Case check) {
    ConformanceSuite.loadExpected("chunk", suite)
        .check(
            vector -> {
              String problem = check.problem(vector);
              Optional<String> flag = Binding.freeingFlag(vector);
              if (flag.isPresent()) {
                return Verdict.notBinding(flag.get());
              }
              return problem == null ? Verdict.PASSED : Verdict.failed("", problem);
            });
  }

  /** Returns the content of a case's file; {@code null} when it has none. */
  byte @Nullable [] content(JsonNode vector) {
    if (vector.hasNonNull("content_base64")) {
      return Base64.getDecoder().decode(vector.get("content_base64").asText());
    }
    return vector.hasNonNull("file")
        ? ConformanceFiles.companion("chunk/" + suite + "/" + vector.get("file").asText())
        : null;
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
}

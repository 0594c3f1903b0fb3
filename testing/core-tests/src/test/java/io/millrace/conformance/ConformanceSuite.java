package io.millrace.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One file of recorded vectors, {@code <area>/<name>.json}.
 *
 * <pre>
 * ConformanceSuite.load("chunk", "clean").check(vector -> Verdict.equal(…, …));
 * </pre>
 */
final class ConformanceSuite {
  /** A folder with {@code chunk/} and {@code engine/}; files it lacks come from the resources. */
  static final String FOLDER_PROPERTY = "millrace.conformance.dir";

  private static final int FAILURES_SHOWN = 5;
  private static final int TEXT_SHOWN = 600;
  private static final JsonMapper JSON = new JsonMapper();

  private final String area;
  private final String name;
  private final JsonNode cases;

  private ConformanceSuite(String area, String name, JsonNode cases) {
    this.area = area;
    this.name = name;
    this.cases = cases;
  }

  /** Runs one case; an {@link AssertionError} or {@link RuntimeException} is a failure too. */
  interface Check {
    Verdict run(JsonNode vector) throws Exception;
  }

  static ConformanceSuite load(String area, String name) {
    try {
      JsonNode root = JSON.readTree(bytes(area + "/" + name + ".json"));
      return new ConformanceSuite(area, name, root.required("cases"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the suite {@code <name>/<part>} of the cases that {@code belongs} accepts. */
  ConformanceSuite only(String part, Predicate<JsonNode> belongs) {
    ArrayNode kept = JSON.createArrayNode();
    cases.valueStream().filter(belongs).forEach(kept::add);
    return new ConformanceSuite(area, name + "/" + part, kept);
  }

  /** Returns a text file that lies beside the suite, such as {@code texts/en_200k.txt}. */
  String text(String path) {
    try {
      return new String(bytes(area + "/" + path), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs every case, prints one line of counts, and fails when a binding case did. */
  void check(Check check) {
    int passed = 0;
    int notBinding = 0;
    List<String> failures = new ArrayList<>();
    for (JsonNode vector : cases) {
      Verdict verdict = run(check, vector);
      if (verdict instanceof Verdict.Failed failed) {
        failures.add(describe(vector, failed));
      } else if (verdict instanceof Verdict.NotBinding) {
        notBinding++;
      } else {
        passed++;
      }
    }
    // The line is the suite's report to whoever runs it; a logger would decorate it.
    System.out.printf(
        "%s: %d passed, %d failed, %d not binding%n", name, passed, failures.size(), notBinding);
    assertThat(passed).as("binding cases of %s that ran and passed", name).isPositive();
    assertThat(failures.size())
        .as(
            "failed cases of %s, the first of them:%n%s",
            name, String.join("\n", failures.subList(0, Math.min(FAILURES_SHOWN, failures.size()))))
        .isZero();
  }

  private static Verdict run(Check check, JsonNode vector) {
    try {
      return check.run(vector);
    } catch (Exception | AssertionError | StackOverflowError e) {
      return Verdict.failed(vector.path(vector.has("expect") ? "expect" : "expected"), e);
    }
  }

  private static String describe(JsonNode vector, Verdict.Failed failed) {
    return "%s (%s)%n  expected %s%n  actual   %s"
        .formatted(
            vector.path("id").asText(),
            vector.path(vector.has("note") ? "note" : "group").asText(),
            fromDifference(failed.expected(), failed.actual()),
            fromDifference(failed.actual(), failed.expected()));
  }

  /** Returns the part of a long text in which it begins to differ from the other. */
  private static String fromDifference(String text, String other) {
    int same = 0;
    while (same < Math.min(text.length(), other.length())
        && text.charAt(same) == other.charAt(same)) {
      same++;
    }
    int start = text.length() <= TEXT_SHOWN ? 0 : Math.max(0, same - TEXT_SHOWN / 4);
    int end = Math.min(text.length(), start + TEXT_SHOWN);
    return (start > 0 ? "…" : "") + text.substring(start, end) + (end < text.length() ? "…" : "");
  }

  private static byte[] bytes(String path) throws IOException {
    String folder = System.getProperty(FOLDER_PROPERTY, "");
    if (!folder.isEmpty() && Files.isRegularFile(Path.of(folder, path))) {
      return Files.readAllBytes(Path.of(folder, path));
    }
    try (InputStream resource =
        ConformanceSuite.class.getResourceAsStream("/conformance/" + path)) {
      if (resource == null) {
        throw new IOException(
            "No vectors '%s': neither in the folder of -D%s nor in the test resources"
                .formatted(path, FOLDER_PROPERTY));
      }
      return resource.readAllBytes();
    }
  }
}

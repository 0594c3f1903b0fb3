package io.millrace.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One file of recorded vectors, {@code <area>/<name>.json}.
 *
 * <pre>
 * ConformanceSuite.load("chunk", "clean").check(vector -> Verdict.equal(…, …));
 * </pre>
 */
final class ConformanceSuite {
  private static final int FAILURES_SHOWN = Integer.getInteger("millrace.conformance.shown", 5);
  private static final int TEXT_SHOWN = 600;
  private static final JsonMapper JSON = new JsonMapper();

  private final String area;
  private final String name;
  private final @Nullable String missingFile;
  private final JsonNode cases;

  private ConformanceSuite(String area, String name, @Nullable String missingFile, JsonNode cases) {
    this.area = area;
    this.name = name;
    this.missingFile = missingFile;
    this.cases = cases;
  }

  /** Runs one case; an {@link AssertionError} or {@link RuntimeException} is a failure too. */
  interface Check {
    Verdict run(JsonNode vector) throws Exception;
  }

  static ConformanceSuite load(String area, String name) {
    return load(area, name, name + ".json");
  }

  /** Loads the suite of a tool or node that has files beside its vectors. */
  static ConformanceSuite loadExpected(String area, String name) {
    return load(area, name, name + "/expected.json");
  }

  private static ConformanceSuite load(String area, String name, String file) {
    try {
      Optional<byte[]> bytes = ConformanceFiles.vectors(area + "/" + file);
      JsonNode cases =
          bytes.isEmpty() ? JSON.createArrayNode() : JSON.readTree(bytes.get()).required("cases");
      return new ConformanceSuite(area, name, bytes.isEmpty() ? file : null, cases);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the suite {@code <name>/<part>} of the cases that {@code belongs} accepts. */
  ConformanceSuite only(String part, Predicate<JsonNode> belongs) {
    ArrayNode kept = JSON.createArrayNode();
    cases.valueStream().filter(belongs).forEach(kept::add);
    return new ConformanceSuite(area, name + "/" + part, missingFile, kept);
  }

  /** Returns a text file that lies beside the suite, such as {@code texts/en_200k.txt}. */
  String text(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }

  /** Returns a file that lies beside the suite. */
  byte[] bytes(String path) {
    return ConformanceFiles.companion(area + "/" + path);
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
        "%s: %d passed, %d failed, %d not binding%s%n",
        name, passed, failures.size(), notBinding, remark());
    if (ConformanceFiles.folder().isEmpty()) {
      assertThat(passed).as("binding cases of %s that ran and passed", name).isPositive();
    }
    assertThat(failures.size())
        .as(
            "failed cases of %s, the first of them:%n%s",
            name, String.join("\n", failures.subList(0, Math.min(FAILURES_SHOWN, failures.size()))))
        .isZero();
  }

  private String remark() {
    return missingFile == null
        ? ""
        : " (no " + area + "/" + missingFile + " in the folder: nothing was run)";
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
}

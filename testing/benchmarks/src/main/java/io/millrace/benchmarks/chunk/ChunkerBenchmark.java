package io.millrace.benchmarks.chunk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.DocumentSplitter;
import dev.langchain4j.data.document.splitter.DocumentSplitters;
import io.millrace.benchmarks.fake.Texts;
import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Rounds;
import io.millrace.benchmarks.harness.Rounds.Sample;
import io.millrace.benchmarks.harness.Scale;
import io.millrace.tool.chunk.ParentChildChunker;
import io.millrace.tool.chunk.TextCleaner;
import io.millrace.tool.chunk.TextSplitter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Splits texts of a megabyte, one after the other, on one thread. */
public final class ChunkerBenchmark implements Benchmark {
  private static final int SIZE = 1_024;
  private static final int OVERLAP = 50;
  private static final int CHILD_SIZE = 512;

  private enum Kind {
    ENGLISH("English", 400, 200),
    CHINESE("Chinese", 800, 400),
    UNBROKEN("no separators", 400, 200);

    private final String words;
    private final double general;
    private final double parentChild;

    Kind(String words, double general, double parentChild) {
      this.words = words;
      this.general = general;
      this.parentChild = parentChild;
    }

    String text(int length) {
      return switch (this) {
        case ENGLISH -> Texts.english(length, 1);
        case CHINESE -> Texts.chinese(length, 2);
        case UNBROKEN -> Texts.unbroken(length, 3);
      };
    }
  }

  @Override
  public String name() {
    return "chunk-splitters";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    TextSplitter general = TextSplitter.general("\\n\\n", SIZE, OVERLAP);
    ParentChildChunker parentChild =
        ParentChildChunker.paragraphs(
            new TextCleaner(false, false),
            TextSplitter.parentChild("\\n\\n", SIZE),
            TextSplitter.parentChild("\\n", CHILD_SIZE));
    int length = scale == Scale.TINY ? 20_000 : 1_000_000;
    for (Kind kind : Kind.values()) {
      String text = kind.text(length);
      measure(scale, report, "general chunker, " + kind.words, kind.general, text, general::split);
    }
    for (Kind kind : Kind.values()) {
      String text = kind.text(length);
      measure(
          scale,
          report,
          "parent-child chunker, " + kind.words,
          kind.parentChild,
          text,
          parentChild::chunk);
    }
  }

  private static void measure(
      Scale scale,
      Report report,
      String what,
      double goal,
      String text,
      Function<String, Object> chunker)
      throws Exception {
    DocumentSplitter theirs = DocumentSplitters.recursive(SIZE, OVERLAP);
    Document document = Document.from(text);
    Map<String, Sample> samples = new LinkedHashMap<>();
    samples.put("", Rounds.processorNanos(scale, () -> chunker.apply(text)));
    samples.put("LangChain4j", Rounds.processorNanos(scale, () -> theirs.split(document)));
    Map<String, Double> medians = Rounds.medians(4, scale.rounds(), samples);
    double bytes = text.getBytes(UTF_8).length;
    medians.replaceAll((name, nanos) -> bytes / 1e6 / (nanos / 1e9));
    double ours = medians.getOrDefault("", Double.NaN);
    medians.remove("");
    report.add(Figure.of(what, ours, "MB/s", Goal.atLeast(goal)).beside(medians));
  }
}

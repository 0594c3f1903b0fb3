package io.millrace.benchmarks.knowledge;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.millrace.benchmarks.fake.Texts;
import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Rounds;
import io.millrace.benchmarks.harness.Rounds.Sample;
import io.millrace.benchmarks.harness.Scale;
import io.millrace.model.langchain4j.OfflineEmbeddingProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Segments embedded by the offline model and stored on disk, beside the bare model alone. */
public final class OfflineModelBenchmark implements Benchmark {
  private static final int LENGTH = 500;
  private static final int A_DOCUMENT = 32;
  private static final String BARE = "bare model";

  @Override
  public String name() {
    return "knowledge-offline-model";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    int count = scale.of(1_000);
    Texts.Pieces texts = new Texts.Pieces(LENGTH);
    EmbeddingModel bare = new AllMiniLmL6V2QuantizedEmbeddingModel();
    AtomicInteger next = new AtomicInteger();
    try (Filling filling = new Filling(new OfflineEmbeddingProvider().substitute().orElseThrow())) {
      Map<String, Sample> samples = new LinkedHashMap<>();
      samples.put(
          "",
          () -> {
            int from = next.getAndAdd(count);
            return count
                / Rounds.seconds(() -> filling.fill(from, from + count, A_DOCUMENT, texts::get));
          });
      samples.put(
          BARE,
          () -> {
            int from = next.getAndAdd(count);
            return count / Rounds.seconds(() -> embed(bare, from, from + count, texts));
          });
      Map<String, Double> medians = Rounds.medians(1, scale.rounds(), samples);
      double ours = medians.getOrDefault("", Double.NaN);
      double theirs = medians.getOrDefault(BARE, Double.NaN);
      report.add(
          Figure.of(
                  "segments of 500 characters embedded offline and stored",
                  ours,
                  "segments/s",
                  Goal.atLeast(0.95 * theirs))
              .beside(Map.of(BARE, theirs)));
    }
  }

  private static Object embed(EmbeddingModel model, int from, int to, Texts.Pieces texts) {
    return model
        .embedAll(IntStream.range(from, to).mapToObj(texts::get).map(TextSegment::from).toList())
        .content();
  }
}

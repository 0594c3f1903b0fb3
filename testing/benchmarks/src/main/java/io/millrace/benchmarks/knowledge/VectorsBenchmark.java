package io.millrace.benchmarks.knowledge;

import com.google.common.base.Splitter;
import io.millrace.benchmarks.fake.FakeEmbeddings;
import io.millrace.benchmarks.fake.FakeVectors;
import io.millrace.benchmarks.fake.Texts;
import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Rounds;
import io.millrace.benchmarks.harness.Rounds.Cost;
import io.millrace.benchmarks.harness.Scale;
import io.millrace.knowledge.Hit;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.SearchScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Segments with fake vectors into a high-quality knowledge base on disk, then the ten nearest of
 * questions that are like the texts, compared with those that looking at every vector finds.
 */
public final class VectorsBenchmark implements Benchmark {
  private static final int DIMENSION = 384;
  private static final int LENGTH = 500;
  private static final int A_DOCUMENT = 100;
  private static final int NEAREST = 10;
  private static final int EXACT_QUESTIONS = 100;

  /** So little of a processor is the virtual machine's own. */
  private static final double AT_REST = 0.05;

  private static final int MOST_CHECKS = 600;

  @Override
  public String name() {
    return "knowledge-vectors";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    int segments = scale.of(100_000);
    FakeVectors vectors = new FakeVectors(DIMENSION);
    Texts.Pieces texts = new Texts.Pieces(LENGTH);
    FakeEmbeddings model = new FakeEmbeddings(vectors);
    try (Filling warm = new Filling(model)) {
      warm.fill(0, scale.of(10_000), A_DOCUMENT, texts::get);
    }
    try (Filling filling = new Filling(model)) {
      Cost stored = Rounds.cost(() -> filling.fill(0, segments, A_DOCUMENT, texts::get));
      Cost settling = Rounds.cost(VectorsBenchmark::settle);
      String what = "high quality: %,d segments with vectors of 384, ".formatted(segments);
      String durable = what + "durable and searchable, ";
      report.add(rate(durable + "a second of processor time", segments / stored.processor(), null));
      report.add(rate(durable + "on the clock", segments / stored.clock(), Goal.atLeast(2_000)));
      report.add(
          rate(
              what + "until its graphs are complete, a second of processor time",
              segments / (stored.processor() + settling.processor()),
              null));
      report.add(
          rate(
              what + "until its graphs are complete, on the clock",
              segments / (stored.clock() + settling.clock()),
              null));
      search(scale, report, filling, segments, vectors, texts);
    }
  }

  private static Figure rate(String what, double segmentsANano, @Nullable Goal goal) {
    return Figure.of(what, segmentsANano * 1e9, "segments/s", goal);
  }

  /** Waits until merges, which go on after the last commit, have ended: then nothing is done. */
  private static Object settle() throws Exception {
    Cost moment;
    int checks = 0;
    do {
      moment = Rounds.cost(VectorsBenchmark::rest);
    } while (++checks < MOST_CHECKS && moment.processor() > AT_REST * moment.clock());
    return moment;
  }

  private static Object rest() {
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    return 1;
  }

  private static List<Hit> nearest(Filling filling, float[] question) {
    KnowledgeStore store = filling.store();
    return store.nearest(new SearchScope(filling.id(), null), question, NEAREST);
  }

  private static void search(
      Scale scale,
      Report report,
      Filling filling,
      int segments,
      FakeVectors vectors,
      Texts.Pieces texts) {
    for (int i = 0; i < scale.of(20_000); i++) {
      nearest(filling, vectors.get(-1_000_000 - i));
    }
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < scale.of(5_000); i++) {
      float[] question = vectors.get(-2_000_000 - i);
      long begin = System.nanoTime();
      nearest(filling, question);
      millis.add((System.nanoTime() - begin) / 1e6);
    }
    String what = "ten nearest of %,d vectors, with their segments".formatted(segments);
    report.add(Figure.of(what, Rounds.median(millis), "ms", Goal.atMost(1)));
    report.add(Figure.of(what + ", 95 of 100 searches", Rounds.quantile(millis, 0.95), "ms", null));
    report.add(
        Figure.of(
            what + ", recall@10",
            recall(filling, new Exact(segments, vectors, texts), vectors),
            "",
            Goal.atLeast(0.95)));
  }

  private static double recall(Filling filling, Exact exact, FakeVectors vectors) {
    double found = 0;
    for (int i = 0; i < EXACT_QUESTIONS; i++) {
      float[] question = vectors.get(-3_000_000 - i);
      Set<Integer> right = exact.nearest(question, NEAREST);
      Set<Integer> hits = new HashSet<>();
      nearest(filling, question).forEach(hit -> hits.add(number(hit.segment().content())));
      hits.retainAll(right);
      found += (double) hits.size() / right.size();
    }
    return found / EXACT_QUESTIONS;
  }

  /** A text begins with its number. */
  private static int number(String text) {
    return Integer.parseInt(Splitter.on(' ').split(text).iterator().next().substring(1));
  }
}

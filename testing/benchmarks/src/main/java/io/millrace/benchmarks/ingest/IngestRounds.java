package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.harness.ChildJvm;
import io.millrace.benchmarks.harness.Rounds;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures one way to ingest in this process: first as a program does that has just begun, then,
 * where rounds are asked for, when the virtual machine has compiled what it will.
 */
final class IngestRounds {
  /** Before the rounds that count, besides the first. */
  private static final int SETTLING = 2;

  private IngestRounds() {}

  /** Ingests texts and keeps what it made only until it returns. */
  interface Ingest {
    /** Returns how many seconds it took, until all was stored. */
    double seconds(int texts) throws Exception;
  }

  /**
   * Says how long the first ingest took and, as a median, how long the rounds took.
   *
   * @param warmUp how many texts are ingested before the first
   * @param rounds how many rounds count; 0 for the first ingest alone
   */
  static void measure(int texts, int warmUp, int rounds, Ingest ingest) throws Exception {
    double unused = ingest.seconds(warmUp);
    ChildJvm.say("first", fresh(texts, ingest));
    List<Double> warm = new ArrayList<>();
    for (int round = rounds == 0 ? 0 : -SETTLING; round < rounds; round++) {
      double seconds = fresh(texts, ingest);
      if (round >= 0) {
        warm.add(seconds);
      }
    }
    if (!warm.isEmpty()) {
      ChildJvm.say("warm", Rounds.median(warm));
    }
  }

  /** What the ingest before left is not cleared away in the time of the next. */
  private static double fresh(int texts, Ingest ingest) throws Exception {
    System.gc();
    return ingest.seconds(texts);
  }
}

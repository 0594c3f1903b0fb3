package io.millrace.benchmarks.harness;

/** How much work a run of the benchmarks does. */
public enum Scale {
  /** Only shows that everything runs; its figures mean nothing. */
  TINY(1, 0.002, 2_000_000, 2_000_000),
  /** A minute or two each; goals for large amounts are measured on a fifth of them. */
  SHORT(5, 0.2, 150_000_000, 4_000_000_000L),
  /** The amounts that the goals name. */
  FULL(7, 1, 300_000_000, 8_000_000_000L);

  private final int rounds;
  private final double share;
  private final long roundNanos;
  private final long warmUpNanos;

  Scale(int rounds, double share, long roundNanos, long warmUpNanos) {
    this.rounds = rounds;
    this.share = share;
    this.roundNanos = roundNanos;
    this.warmUpNanos = warmUpNanos;
  }

  /** Returns how often a thing is measured, for the median. */
  public int rounds() {
    return rounds;
  }

  /** Returns how long one round of many equal calls takes. */
  public long roundNanos() {
    return roundNanos;
  }

  /** Returns how much processor time many equal calls are given to become as quick as they get. */
  public long warmUpNanos() {
    return warmUpNanos;
  }

  /** Returns the amount to use where a full run uses {@code amount}. */
  public int of(int amount) {
    return (int) Math.max(1, Math.round(amount * share));
  }
}

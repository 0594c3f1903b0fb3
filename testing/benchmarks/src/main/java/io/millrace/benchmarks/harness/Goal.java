package io.millrace.benchmarks.harness;

/**
 * What a figure should be.
 *
 * @param limit the bound, in the figure's unit
 * @param atMost whether smaller is better
 */
public record Goal(double limit, boolean atMost) {

  /** Returns a goal for times and sizes. */
  public static Goal atMost(double limit) {
    return new Goal(limit, true);
  }

  /** Returns a goal for rates and shares. */
  public static Goal atLeast(double limit) {
    return new Goal(limit, false);
  }

  boolean isMetBy(double value) {
    return atMost ? value <= limit : value >= limit;
  }
}

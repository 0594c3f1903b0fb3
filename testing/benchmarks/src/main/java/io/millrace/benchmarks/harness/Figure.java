package io.millrace.benchmarks.harness;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One measured figure.
 *
 * @param what in words, with its amounts
 * @param median of all rounds
 * @param unit such as {@code µs/node}
 * @param goal what it should be, or {@code null} when nothing was promised
 * @param peers what other libraries took for the same work in the same run, by name
 */
public record Figure(
    String what,
    double median,
    String unit,
    @Nullable Goal goal,
    ImmutableMap<String, Double> peers) {

  /** Returns a figure that nothing is compared with. */
  public static Figure of(String what, double median, String unit, @Nullable Goal goal) {
    return new Figure(what, median, unit, goal, ImmutableMap.of());
  }

  /** Returns the same figure beside those of other libraries, in the same unit. */
  public Figure beside(Map<String, Double> others) {
    return new Figure(what, median, unit, goal, ImmutableMap.copyOf(others));
  }
}

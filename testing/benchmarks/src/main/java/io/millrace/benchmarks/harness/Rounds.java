package io.millrace.benchmarks.harness;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Repeats measurements and takes medians. Things to compare take turns, so that whatever else the
 * machine does hits them alike.
 */
public final class Rounds {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static volatile Object sink = "";

  private Rounds() {}

  /** Measures once and returns the figure. */
  public interface Sample {
    double take() throws Exception;
  }

  /** Work whose result must not be optimised away. */
  public interface Work {
    Object run() throws Exception;
  }

  /** Returns the median of each sample, by name; each takes its turn in every round. */
  public static Map<String, Double> medians(int warmUps, int rounds, Map<String, Sample> samples)
      throws Exception {
    Map<String, List<Double>> taken = new LinkedHashMap<>();
    for (int round = -warmUps; round < rounds; round++) {
      for (Map.Entry<String, Sample> sample : samples.entrySet()) {
        double figure = sample.getValue().take();
        if (round >= 0) {
          taken.computeIfAbsent(sample.getKey(), name -> new ArrayList<>()).add(figure);
        }
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    taken.forEach((name, figures) -> medians.put(name, median(figures)));
    return medians;
  }

  /** Returns the median of one sample. */
  public static double median(int warmUps, int rounds, Sample sample) throws Exception {
    return medians(warmUps, rounds, Map.of("", sample)).getOrDefault("", Double.NaN);
  }

  /** Returns the median of figures. */
  public static double median(List<Double> figures) {
    return quantile(figures, 0.5);
  }

  /** Returns the figure below which that share of all figures is. */
  public static double quantile(List<Double> figures, double share) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int middle = (int) ((sorted.length - 1) * share);
    return share == 0.5 && sorted.length % 2 == 0
        ? (sorted[middle] + sorted[middle + 1]) / 2
        : sorted[middle];
  }

  /**
   * Returns a sample of nanoseconds of this thread's processor time that one call takes: for work
   * that stays on its thread, and machines that do other things too.
   */
  public static Sample processorNanos(Scale scale, Work work) {
    return () -> {
      long begin = THREADS.getCurrentThreadCpuTime();
      long calls = 0;
      long spent;
      do {
        sink = work.run();
        calls++;
        spent = THREADS.getCurrentThreadCpuTime() - begin;
      } while (spent < scale.roundNanos());
      return (double) spent / calls;
    };
  }

  /** Returns a sample of nanoseconds on the clock that one call takes. */
  public static Sample clockNanos(Scale scale, Work work) {
    return () -> {
      long begin = System.nanoTime();
      long calls = 0;
      long spent;
      do {
        sink = work.run();
        calls++;
        spent = System.nanoTime() - begin;
      } while (spent < scale.roundNanos());
      return (double) spent / calls;
    };
  }

  /**
   * What one call takes, in nanoseconds.
   *
   * @param processor time of all threads of the process, the median of all rounds: what can be
   *     compared on a machine that does other things too
   * @param clock time on the clock in the best round: what waiting and changing threads add
   */
  public record Cost(double processor, double clock) {}

  /** Returns what each piece of work costs, by name; each takes its turn in every round. */
  public static Map<String, Cost> costs(Scale scale, Map<String, Work> works) throws Exception {
    Map<String, List<Double>> processor = new LinkedHashMap<>();
    Map<String, List<Double>> clock = new LinkedHashMap<>();
    for (Work work : works.values()) {
      cost(scale.warmUpNanos(), work);
    }
    for (int round = 0; round < scale.rounds(); round++) {
      for (Map.Entry<String, Work> work : works.entrySet()) {
        Cost cost = cost(scale.roundNanos(), work.getValue());
        clock.computeIfAbsent(work.getKey(), name -> new ArrayList<>()).add(cost.clock());
        processor.computeIfAbsent(work.getKey(), name -> new ArrayList<>()).add(cost.processor());
      }
    }
    Map<String, Cost> costs = new LinkedHashMap<>();
    processor.forEach(
        (name, figures) ->
            costs.put(
                name, new Cost(median(figures), quantile(clock.getOrDefault(name, List.of()), 0))));
    return costs;
  }

  private static Cost cost(long processorNanos, Work work) throws Exception {
    long beginClock = System.nanoTime();
    long beginProcessor = SYSTEM.getProcessCpuTime();
    double calls = 0;
    long spent;
    int atOnce = 1;
    do {
      for (int i = 0; i < atOnce; i++) {
        sink = work.run();
      }
      calls += atOnce;
      spent = SYSTEM.getProcessCpuTime() - beginProcessor;
      // reading that clock takes microseconds: not after each of many short calls
      atOnce = spent < processorNanos / 100 ? 2 * atOnce : atOnce;
    } while (spent < processorNanos);
    return new Cost(spent / calls, (System.nanoTime() - beginClock) / calls);
  }

  /** Returns what one call costs. */
  public static Cost cost(Work work) throws Exception {
    return cost(0, work);
  }

  /** Returns seconds on the clock that one call takes. */
  public static double seconds(Work work) throws Exception {
    long begin = System.nanoTime();
    sink = work.run();
    return (System.nanoTime() - begin) / 1e9;
  }
}

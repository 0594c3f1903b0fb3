package io.millrace.benchmarks;

import com.google.common.collect.ImmutableList;
import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.Machine;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Scale;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Runs benchmarks by name: {@code run [--tiny | --full] NAME…}, where a name may be a beginning
 * such as {@code engine}, or {@code all}. Prints a table for docs/benchmarks.md.
 */
public final class Main {
  private Main() {}

  @SuppressWarnings("SystemOut") // what it is for
  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    Scale scale = Scale.SHORT;
    Set<Benchmark> chosen = new LinkedHashSet<>();
    for (String argument : arguments) {
      if (argument.startsWith("--")) {
        scale = Scale.valueOf(argument.substring(2).toUpperCase(Locale.ROOT));
        continue;
      }
      ImmutableList<Benchmark> found = Catalogue.named(argument.equals("all") ? "" : argument);
      if (found.isEmpty()) {
        throw new IllegalArgumentException("No benchmark's name begins with " + argument);
      }
      chosen.addAll(found);
    }
    if (chosen.isEmpty()) {
      out.println("Usage: run [--tiny | --short | --full] NAME…; a beginning of names, or all:");
      Catalogue.named("").forEach(benchmark -> out.println("  " + benchmark.name()));
      return;
    }
    Report report = new Report(System.err);
    List<String> failed = new ArrayList<>();
    for (Benchmark benchmark : chosen) {
      try {
        benchmark.run(scale, report);
      } catch (Exception | LinkageError e) {
        failed.add(benchmark.name() + ": " + e);
        e.printStackTrace();
      }
    }
    out.println(Machine.describe(scale) + "; scale " + scale);
    out.println();
    out.print(report.table());
    failed.forEach(out::println);
    System.exit(failed.isEmpty() ? 0 : 1);
  }
}

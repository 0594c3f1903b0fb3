package io.millrace.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The most memory that a process ever held, as the system counts it. */
public final class PeakMemory {
  private PeakMemory() {}

  /** Returns that of this process in MB; NaN where the system hides it. */
  public static double ofThis() throws IOException {
    return in(Path.of("/proc/self/status"));
  }

  /** Returns that of another process in MB; NaN where the system hides it. */
  public static double of(Process process) throws IOException {
    return in(Path.of("/proc/" + process.pid() + "/status"));
  }

  private static double in(Path status) throws IOException {
    List<String> lines = Files.isReadable(status) ? Files.readAllLines(status) : List.of();
    return lines.stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1e3)
        .findFirst()
        .orElse(Double.NaN);
  }
}

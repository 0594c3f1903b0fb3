package io.millrace.benchmarks.drive;

import com.sun.management.OperatingSystemMXBean;
import io.millrace.benchmarks.harness.ChildJvm;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Reads everything below a prefix into a folder, once to get warm and once on the clock. Arguments:
 * the store's address, the prefix to get warm with, the prefix to measure, the folder.
 */
abstract class Reading {
  /** How many objects are read at once, by everybody. */
  static final int AT_ONCE = 16;

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Reads; each object becomes a file somewhere below the folder. */
  abstract void read(String prefix, Path folder) throws Exception;

  final void measure(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[3]));
    read(arguments[1], Files.createDirectories(folder.resolve("warm")));
    Path measured = Files.createDirectories(folder.resolve("measured"));
    long processor = SYSTEM.getProcessCpuTime();
    long begin = System.nanoTime();
    read(arguments[2], measured);
    ChildJvm.say("seconds", (System.nanoTime() - begin) / 1e9);
    ChildJvm.say("processor", (SYSTEM.getProcessCpuTime() - processor) / 1e9);
    ChildJvm.say("peak", peakHeap() / 1e6);
    try (Stream<Path> files = Files.walk(measured)) {
      long[] bytes = {0, 0};
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isRegularFile(file)) {
          bytes[0] += Files.size(file);
          bytes[1]++;
        }
      }
      ChildJvm.say("bytes", bytes[0]);
      ChildJvm.say("files", bytes[1]);
    }
  }

  private static long peakHeap() throws IOException {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
        .sum();
  }
}

package io.millrace.benchmarks.drive;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.ChildJvm;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Rounds;
import io.millrace.benchmarks.harness.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * 10,000 small and 20 large objects from an S3 server in a process of its own, each reader in a
 * process of its own with 128 MB of heap, sixteen objects at once.
 */
public final class DriveBenchmark implements Benchmark {
  private static final int SMALL = 10_000;
  private static final int LARGE = 100_000_000;
  private static final int LARGE_COUNT = 20;
  private static final String TRANSFER_MANAGER = "AWS transfer manager";
  private static final String BARE = "bare OkHttp";
  private static final String SYNC = "aws s3 sync";

  private final boolean small;

  private DriveBenchmark(boolean small) {
    this.small = small;
  }

  /** Many small objects: what each costs. */
  public static DriveBenchmark ofSmallObjects() {
    return new DriveBenchmark(true);
  }

  /** Few large objects: what each byte costs. */
  public static DriveBenchmark ofLargeObjects() {
    return new DriveBenchmark(false);
  }

  @Override
  public String name() {
    return small ? "drive-small" : "drive-large";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    Path folder = Files.createTempDirectory("millrace-drive");
    try (ObjectStore store = ObjectStore.start(Files.createDirectory(folder.resolve("store")))) {
      store.bucket();
      store.fill("warm/", Math.min(scale.of(SMALL), 1_000), SMALL);
      if (small) {
        int count = scale.of(SMALL);
        store.fill("small/", count, SMALL);
        String what = "%,d × 10 KB".formatted(count);
        compare(scale, report, store, folder, "small/", what, count);
      } else {
        int count = scale.of(LARGE_COUNT);
        int bytes = scale == Scale.TINY ? LARGE / 100 : LARGE;
        store.fill("large/", count, bytes);
        String what = "%,d × %,d MB".formatted(count, bytes / 1_000_000);
        compare(scale, report, store, folder, "large/", what, count * (bytes / 1e6));
      }
    } finally {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private static void compare(
      Scale scale,
      Report report,
      ObjectStore store,
      Path folder,
      String prefix,
      String what,
      double amount)
      throws Exception {
    String unit = prefix.equals("small/") ? "objects" : "MB";
    Map<String, Class<?>> readers = new LinkedHashMap<>();
    readers.put("", OurReading.class);
    readers.put(TRANSFER_MANAGER, TransferManagerReading.class);
    readers.put(BARE, BareReading.class);
    Map<String, List<Double>> clock = new LinkedHashMap<>();
    Map<String, List<Double>> processor = new LinkedHashMap<>();
    double peak = 0;
    int rounds = scale == Scale.TINY ? 1 : 3;
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Class<?>> reader : readers.entrySet()) {
        Map<String, Double> figures = read(reader.getValue(), store, prefix, folder);
        add(clock, reader.getKey(), amount / get(figures, "seconds"));
        add(processor, reader.getKey(), amount / get(figures, "processor"));
        if (reader.getKey().isEmpty()) {
          peak = Math.max(peak, get(figures, "peak"));
        }
      }
    }
    Map<String, Double> rates = medians(clock);
    double ours = rates.getOrDefault("", Double.NaN);
    Map<String, Double> peers = others(rates);
    if (scale != Scale.TINY && AwsSync.isThere()) {
      double seconds = AwsSync.seconds(store.endpoint(), prefix, folder.resolve("sync"));
      delete(folder.resolve("sync"));
      peers.put(SYNC, amount / seconds);
      report.add(
          Figure.of(
              what + ", as a multiple of " + SYNC, ours * seconds / amount, "×", Goal.atLeast(3)));
    }
    report.add(
        new Figure(
                what + " from S3, on the clock",
                ours,
                unit + "/s",
                Goal.atLeast(rates.getOrDefault(TRANSFER_MANAGER, 0.0)),
                ImmutableMap.of())
            .beside(peers));
    report.add(
        Figure.of(
            what + ", of what the bare client gets",
            100 * ours / rates.getOrDefault(BARE, Double.NaN),
            "%",
            Goal.atLeast(90)));
    Map<String, Double> costs = medians(processor);
    report.add(
        Figure.of(
                what + ", for a second of the reader's processor time",
                costs.getOrDefault("", Double.NaN),
                unit,
                Goal.atLeast(costs.getOrDefault(TRANSFER_MANAGER, 0.0)))
            .beside(others(costs)));
    report.add(Figure.of(what + ", peak of the heap under -Xmx128m", peak, "MB", Goal.atMost(128)));
    Map<String, Double> durable = read(OurReading.class, store, prefix, folder, "durable");
    report.add(
        Figure.of(
            what + ", each file synced to the disk as the engine does",
            amount / get(durable, "seconds"),
            unit + "/s",
            null));
  }

  private static Map<String, Double> read(
      Class<?> reader, ObjectStore store, String prefix, Path folder, String... more)
      throws IOException, InterruptedException {
    Path target = folder.resolve("read");
    List<String> arguments =
        new ArrayList<>(List.of(store.endpoint(), "warm/", prefix, target.toString()));
    arguments.addAll(List.of(more));
    try {
      return ChildJvm.run(reader, List.of("-Xmx128m"), arguments.toArray(String[]::new));
    } finally {
      delete(target);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private static double get(Map<String, Double> figures, String name) {
    return figures.getOrDefault(name, Double.NaN);
  }

  private static void add(Map<String, List<Double>> figures, String name, double figure) {
    figures.computeIfAbsent(name, added -> new ArrayList<>()).add(figure);
  }

  private static Map<String, Double> medians(Map<String, List<Double>> figures) {
    Map<String, Double> medians = new LinkedHashMap<>();
    figures.forEach((name, all) -> medians.put(name, Rounds.median(all)));
    return medians;
  }

  private static Map<String, Double> others(Map<String, Double> figures) {
    Map<String, Double> others = new LinkedHashMap<>(figures);
    others.remove("");
    return others;
  }
}

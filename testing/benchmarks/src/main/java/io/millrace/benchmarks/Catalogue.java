package io.millrace.benchmarks;

import com.google.common.collect.ImmutableList;
import io.millrace.benchmarks.chunk.ChunkerBenchmark;
import io.millrace.benchmarks.crawl.FrontierBenchmark;
import io.millrace.benchmarks.crawl.SiteBenchmark;
import io.millrace.benchmarks.drive.DriveBenchmark;
import io.millrace.benchmarks.drive.ListingBenchmark;
import io.millrace.benchmarks.engine.ChainBenchmark;
import io.millrace.benchmarks.engine.EventsBenchmark;
import io.millrace.benchmarks.engine.FanOutBenchmark;
import io.millrace.benchmarks.engine.IterationBenchmark;
import io.millrace.benchmarks.engine.StartBenchmark;
import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.ingest.IngestBenchmark;
import io.millrace.benchmarks.ingest.MemoryBenchmark;
import io.millrace.benchmarks.knowledge.EconomyBenchmark;
import io.millrace.benchmarks.knowledge.OfflineModelBenchmark;
import io.millrace.benchmarks.knowledge.VectorsBenchmark;
import io.millrace.benchmarks.node.CodeBenchmark;
import io.millrace.benchmarks.node.TemplateBenchmark;
import io.millrace.benchmarks.notion.NotionBenchmark;
import io.millrace.benchmarks.server.FirstEventBenchmark;
import io.millrace.benchmarks.server.RunsBenchmark;
import io.millrace.benchmarks.server.SoakBenchmark;
import io.millrace.benchmarks.server.StreamsBenchmark;
import io.millrace.benchmarks.server.UploadsBenchmark;

/** All benchmarks, in the order in which they run. */
final class Catalogue {
  private static final ImmutableList<Benchmark> ALL =
      ImmutableList.of(
          new ChainBenchmark(),
          new FanOutBenchmark(),
          new IterationBenchmark(),
          new EventsBenchmark(),
          new StartBenchmark(),
          new ChunkerBenchmark(),
          new TemplateBenchmark(),
          new CodeBenchmark(),
          new IngestBenchmark(),
          new MemoryBenchmark(),
          new EconomyBenchmark(),
          new VectorsBenchmark(),
          new OfflineModelBenchmark(),
          new NotionBenchmark(),
          new SiteBenchmark(),
          new FrontierBenchmark(),
          new StreamsBenchmark(),
          new UploadsBenchmark(),
          RunsBenchmark.drafts(),
          RunsBenchmark.published(),
          new FirstEventBenchmark(),
          new SoakBenchmark(),
          DriveBenchmark.ofSmallObjects(),
          DriveBenchmark.ofLargeObjects(),
          new ListingBenchmark());

  private Catalogue() {}

  /** Returns the benchmarks whose name begins with {@code prefix}. */
  static ImmutableList<Benchmark> named(String prefix) {
    return ALL.stream()
        .filter(benchmark -> benchmark.name().startsWith(prefix))
        .collect(ImmutableList.toImmutableList());
  }
}

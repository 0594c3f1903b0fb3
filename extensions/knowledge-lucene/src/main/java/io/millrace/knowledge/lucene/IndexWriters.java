package io.millrace.knowledge.lucene;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/** How a knowledge base's index is written. */
final class IndexWriters {
  private static final int RAM_BUFFER_MB = 64;
  private static final int WAITING_MERGES = 12;

  private IndexWriters() {}

  static IndexWriter open(Directory directory) throws IOException {
    ConcurrentMergeScheduler merges = new TellingScheduler();
    merges.setMaxMergesAndThreads(
        WAITING_MERGES, Math.max(2, Runtime.getRuntime().availableProcessors() / 2));
    merges.disableAutoIOThrottle();
    TieredMergePolicy tiers = new TieredMergePolicy();
    IndexWriterConfig config =
        new IndexWriterConfig(TextAnalyzer.forTexts())
            .setCodec(new MillraceCodec())
            .setMergePolicy(new GraphMergePolicy(tiers))
            .setMergeScheduler(merges)
            .setRAMBufferSizeMB(RAM_BUFFER_MB)
            .setMaxFullFlushMergeWaitMillis(0)
            .setCommitOnClose(true);
    return new IndexWriter(directory, config);
  }

  /** Has {@code told} run whenever parts became one; it must not wait for the writer. */
  static void whenMerged(IndexWriter writer, Runnable told) {
    ((TellingScheduler) writer.getConfig().getMergeScheduler()).merged = told;
  }

  private static final class TellingScheduler extends ConcurrentMergeScheduler {
    private volatile Runnable merged = () -> {};

    @Override
    protected void doMerge(MergeSource source, MergePolicy.OneMerge merge) throws IOException {
      super.doMerge(source, merge);
      merged.run();
    }

    /**
     * Says that no threads share the building of a graph: one alone needs no locks, which took a
     * quarter of the time.
     */
    @Override
    public @Nullable Executor getIntraMergeExecutor(MergePolicy.OneMerge merge) {
      return null;
    }
  }
}

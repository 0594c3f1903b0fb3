package io.millrace.knowledge.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;

/** How a knowledge base's index is written. */
final class IndexWriters {
  private static final int RAM_BUFFER_MB = 64;
  private static final int WAITING_MERGES = 12;

  private IndexWriters() {}

  static IndexWriter open(Directory directory) throws IOException {
    ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
    merges.setMaxMergesAndThreads(
        WAITING_MERGES, Math.max(2, Runtime.getRuntime().availableProcessors() / 2));
    merges.disableAutoIOThrottle();
    TieredMergePolicy tiers = new TieredMergePolicy();
    IndexWriterConfig config =
        new IndexWriterConfig(TextAnalyzer.forTexts())
            .setCodec(new VectorCodec())
            .setMergePolicy(new GraphMergePolicy(tiers))
            .setMergeScheduler(merges)
            .setRAMBufferSizeMB(RAM_BUFFER_MB)
            .setMaxFullFlushMergeWaitMillis(0)
            .setCommitOnClose(true);
    return new IndexWriter(directory, config);
  }

  /** Lucene's own codec but for the vectors; read back under Lucene's name. */
  private static final class VectorCodec extends Lucene912Codec {
    private final KnnVectorsFormat vectors = new ThresholdHnswVectorsFormat();

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
      return vectors;
    }
  }
}

package io.millrace.knowledge.lucene;

import io.millrace.annotation.Internal;
import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsReader;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.IOContext;

/**
 * Vectors with a graph only where it pays: what a commit writes is small and soon merged, so it is
 * scanned; a graph is built when {@value #GRAPH_FROM} or more records are merged. Building one for
 * every commit took most of the time of indexing.
 *
 * <p>Public only because Lucene finds it by name when it reads an index.
 */
@Internal
public final class ThresholdHnswVectorsFormat extends KnnVectorsFormat {
  static final int GRAPH_FROM = 2_000;

  private static final String NAME = "MillraceThresholdHnsw";
  private static final String KIND = "millrace.vectors";
  private static final String SCANNED = "scanned";
  private static final String GRAPH = "graph";

  private final Lucene99FlatVectorsFormat flat =
      new Lucene99FlatVectorsFormat(FlatVectorScorerUtil.getLucene99FlatVectorsScorer());

  /** For Lucene, which makes one by name. */
  public ThresholdHnswVectorsFormat() {
    super(NAME);
  }

  /** Returns whether the segment has vectors without a graph. */
  static boolean isScanned(org.apache.lucene.index.SegmentInfo segment) {
    return SCANNED.equals(segment.getAttribute(KIND));
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    boolean merging = state.context.context == IOContext.Context.MERGE;
    boolean worthIt = merging && state.segmentInfo.maxDoc() >= GRAPH_FROM;
    state.segmentInfo.putAttribute(KIND, worthIt ? GRAPH : SCANNED);
    return worthIt ? new SketchedGraphWriter(state) : flat.fieldsWriter(state);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    FlatVectorsReader vectors = flat.fieldsReader(state);
    return isScanned(state.segmentInfo)
        ? new ScanningVectorsReader(vectors)
        : new ReachableVectorsReader(
            new Lucene99HnswVectorsReader(state, vectors), vectors, state.segmentInfo.maxDoc());
  }

  @Override
  public int getMaxDimensions(String field) {
    return 4_096;
  }
}

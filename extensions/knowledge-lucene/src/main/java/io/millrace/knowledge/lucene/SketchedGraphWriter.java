package io.millrace.knowledge.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsWriter;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.Sorter;

/**
 * Writes vectors and their graphs as Lucene does, but for what vectors are compared by: their
 * sketches, whose memory is held while a graph is built.
 */
final class SketchedGraphWriter extends KnnVectorsWriter {
  private static final int MAX_CONNECTIONS = 16;
  private static final int BEAM_WIDTH = 100;

  private final SketchRoom room = new SketchRoom();
  private final KnnVectorsWriter writer;

  SketchedGraphWriter(SegmentWriteState state) throws IOException {
    writer =
        new Lucene99HnswVectorsWriter(
            state,
            MAX_CONNECTIONS,
            BEAM_WIDTH,
            new Lucene99FlatVectorsWriter(state, new SketchingScorer(room)),
            1,
            null);
  }

  @Override
  public void mergeOneField(FieldInfo field, MergeState merge) throws IOException {
    try {
      writer.mergeOneField(field, merge);
    } finally {
      room.giveBack();
    }
  }

  @Override
  public KnnFieldVectorsWriter<?> addField(FieldInfo field) throws IOException {
    return writer.addField(field);
  }

  @Override
  public void flush(int maxDoc, Sorter.DocMap sortMap) throws IOException {
    writer.flush(maxDoc, sortMap);
  }

  @Override
  public void finish() throws IOException {
    writer.finish();
  }

  @Override
  public long ramBytesUsed() {
    return writer.ramBytesUsed() + room.taken();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}

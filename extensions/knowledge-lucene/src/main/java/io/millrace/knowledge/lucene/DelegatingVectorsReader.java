package io.millrace.knowledge.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FloatVectorValues;

/** Reads vectors as another reader does; only how they are searched is its own. */
abstract class DelegatingVectorsReader<R extends KnnVectorsReader> extends KnnVectorsReader {
  final R reader;
  final Sketches sketches;

  /**
   * Makes a reader.
   *
   * @param vectors where {@code reader} has its vectors from
   */
  DelegatingVectorsReader(R reader, FlatVectorsReader vectors) {
    this.reader = reader;
    sketches = new Sketches(vectors);
  }

  @Override
  public final FloatVectorValues getFloatVectorValues(String field) throws IOException {
    return reader.getFloatVectorValues(field);
  }

  @Override
  public final ByteVectorValues getByteVectorValues(String field) throws IOException {
    return reader.getByteVectorValues(field);
  }

  @Override
  public final void checkIntegrity() throws IOException {
    reader.checkIntegrity();
  }

  @Override
  public final long ramBytesUsed() {
    return reader.ramBytesUsed() + sketches.ramBytesUsed();
  }

  @Override
  public final void close() throws IOException {
    sketches.close();
    reader.close();
  }
}

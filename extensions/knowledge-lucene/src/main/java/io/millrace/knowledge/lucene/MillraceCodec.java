package io.millrace.knowledge.lucene;

import io.millrace.annotation.Internal;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.StoredFieldsFormat;
import org.apache.lucene.codecs.compressing.CompressionMode;
import org.apache.lucene.codecs.lucene90.compressing.Lucene90CompressingStoredFieldsFormat;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;

/**
 * Lucene's own codec but for the vectors and for the size of what is packed together: of Lucene's
 * eight kilobytes, to read a hit's text took most of the time of a search.
 *
 * <p>Public only because Lucene finds it by name when it reads an index.
 */
@Internal
public final class MillraceCodec extends FilterCodec {
  private static final String NAME = "Millrace";
  private static final int PACKED_BYTES = 2 * 1024;
  private static final int PACKED_RECORDS = 128;
  private static final int BLOCK_SHIFT = 10;

  private final StoredFieldsFormat stored =
      new Lucene90CompressingStoredFieldsFormat(
          NAME + "StoredFields", CompressionMode.FAST, PACKED_BYTES, PACKED_RECORDS, BLOCK_SHIFT);
  private final KnnVectorsFormat vectors =
      new PerFieldKnnVectorsFormat() {
        private final KnnVectorsFormat format = new ThresholdHnswVectorsFormat();

        @Override
        public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
          return format;
        }
      };

  /** For Lucene, which makes one by name. */
  public MillraceCodec() {
    super(NAME, new Lucene912Codec());
  }

  @Override
  public StoredFieldsFormat storedFieldsFormat() {
    return stored;
  }

  @Override
  public KnnVectorsFormat knnVectorsFormat() {
    return vectors;
  }
}

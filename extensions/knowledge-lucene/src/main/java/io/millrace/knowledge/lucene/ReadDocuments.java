package io.millrace.knowledge.lucene;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.millrace.knowledge.Document;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;

/**
 * Document records read not long ago. A record never changes where it lies in a file of the index,
 * so what was read there once stays true for as long as that file is part of it.
 */
final class ReadDocuments {
  private static final int REMEMBERED = 1_000;

  /** Reads the record with that number. */
  interface Reading {
    Document read(int record) throws IOException;
  }

  private record Place(IndexReader.CacheKey file, int record) {}

  private final Cache<Place, Document> known =
      CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

  Document get(IndexSearcher searcher, int record, Reading reading) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(record, leaves));
    IndexReader.CacheHelper file = leaf.reader().getCoreCacheHelper();
    Place place = new Place(file.getKey(), record - leaf.docBase);
    Document document = known.getIfPresent(place);
    if (document == null) {
      document = reading.read(record);
      known.put(place, document);
    }
    return document;
  }
}

package io.millrace.knowledge.lucene;

import com.google.common.base.CharMatcher;
import io.millrace.knowledge.ChildChunk;
import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.Hit;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeBase.VectorModel;
import io.millrace.knowledge.SearchScope;
import io.millrace.knowledge.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/** The search channels over one snapshot of one knowledge base. */
final class Searches {
  private static final Analyzer QUERIES = TextAnalyzer.forQueries();
  private static final CharMatcher DIGIT = CharMatcher.forPredicate(Character::isDigit);
  private static final int MOST_WORDS = 512;

  private final Snapshot snapshot;
  private final KnowledgeBase base;
  private final ScopeFilters filters;
  private final Executor threads;

  Searches(Snapshot snapshot, KnowledgeBase base, ScopeFilters filters, Executor threads) {
    this.snapshot = snapshot;
    this.base = base;
    this.filters = filters;
    this.threads = threads;
  }

  List<Hit> nearest(SearchScope scope, float[] vector, int limit) throws IOException {
    Vectors.check(base, vector);
    float[] unit = Vectors.unit(vector);
    VectorModel model = base.vectorModel();
    if (unit == null || model == null || limit < 1) {
      return List.of();
    }
    IndexSearcher searcher = snapshot.searcher();
    Query query =
        new NearestQuery(Vectors.field(model), unit, limit, filters.query(searcher, scope));
    List<Hit> hits = new ArrayList<>();
    for (ScoreDoc found : parallel(searcher).search(query, limit).scoreDocs) {
      hits.add(hit(found.doc, cosine(found.score)));
    }
    return hits;
  }

  /** The parts of the index are walked at the same time; the caller walks those nobody took. */
  private IndexSearcher parallel(IndexSearcher searcher) {
    return new IndexSearcher(searcher.getIndexReader(), threads);
  }

  /** Lucene keeps scores positive: (1 + cosine) / 2. */
  private static double cosine(float score) {
    return 2.0 * score - 1;
  }

  List<Hit> matching(SearchScope scope, String text, int limit) throws IOException {
    List<Query> words = new ArrayList<>();
    for (String word : words(text)) {
      words.add(new TermQuery(new Term(Fields.TEXT, word)));
    }
    return any(words, scope, limit);
  }

  private static Set<String> words(String text) throws IOException {
    Set<String> words = new LinkedHashSet<>();
    try (TokenStream stream = QUERIES.tokenStream(Fields.TEXT, text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (words.size() < MOST_WORDS && stream.incrementToken()) {
        words.add(term.toString());
      }
    }
    return words;
  }

  List<Hit> carrying(SearchScope scope, Set<String> keywords, int limit) throws IOException {
    List<Query> words = new ArrayList<>();
    for (String keyword : keywords) {
      if (words.size() < MOST_WORDS) {
        words.add(new ConstantScoreQuery(carrying(keyword)));
      }
    }
    return any(words, scope, limit);
  }

  /** A number, or a name with one, may also stand in a text that has other words for keywords. */
  private Query carrying(String keyword) {
    Query known = new TermQuery(new Term(Fields.KEYWORD, keyword));
    if (DIGIT.matchesNoneOf(keyword)
        || base.chunkStructure() == ChunkStructure.HIERARCHICAL_MODEL) {
      return known;
    }
    return new BooleanQuery.Builder()
        .add(known, Occur.SHOULD)
        .add(new TermQuery(new Term(Fields.TEXT, keyword)), Occur.SHOULD)
        .build();
  }

  private List<Hit> any(List<Query> words, SearchScope scope, int limit) throws IOException {
    if (words.isEmpty() || limit < 1) {
      return List.of();
    }
    IndexSearcher searcher = snapshot.searcher();
    BooleanQuery.Builder query = new BooleanQuery.Builder().setMinimumNumberShouldMatch(1);
    words.forEach(word -> query.add(word, Occur.SHOULD));
    Query filter = filters.query(searcher, scope);
    if (filter != null) {
      query.add(filter, Occur.FILTER);
    }
    List<Hit> hits = new ArrayList<>();
    for (ScoreDoc found : searcher.search(query.build(), limit).scoreDocs) {
      hits.add(hit(found.doc, found.score));
    }
    return hits;
  }

  private Hit hit(int record, double score) throws IOException {
    if (snapshot.isSegment(record)) {
      return hit(record, snapshot.segment(record), null, false, score);
    }
    Head head = snapshot.head(record);
    Segment segment = snapshot.segmentOf(record, head.parentId());
    return head.flag().equals(Head.SUMMARY)
        ? hit(record, segment, null, true, score)
        : hit(record, segment, snapshot.child(record), false, score);
  }

  private Hit hit(
      int record, Segment segment, @Nullable ChildChunk child, boolean ofSummary, double score)
      throws IOException {
    Document document = snapshot.documentOf(record, segment.documentId());
    return new Hit(segment, document, child, ofSummary, score);
  }

  Map<String, Double> similarities(float[] vector, Set<String> ids) throws IOException {
    Vectors.check(base, vector);
    float[] unit = Vectors.unit(vector);
    VectorModel model = base.vectorModel();
    Map<String, Double> similarities = new HashMap<>();
    if (unit == null || model == null) {
      return similarities;
    }
    for (String id : ids) {
      int record = Lookup.one(snapshot.searcher(), Fields.ID, id);
      float[] stored = record == Lookup.NONE ? null : snapshot.vector(record, Vectors.field(model));
      if (stored != null) {
        similarities.put(id, (double) VectorUtil.dotProduct(unit, stored));
      }
    }
    return similarities;
  }
}

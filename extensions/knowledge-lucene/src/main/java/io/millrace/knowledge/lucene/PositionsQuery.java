package io.millrace.knowledge.lucene;

import java.io.IOException;
import java.util.BitSet;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/** Accepts what belongs to documents at certain positions. */
final class PositionsQuery extends Query {
  private static final float COST_OF_A_LOOK = 5;

  private final BitSet accepted;

  PositionsQuery(BitSet accepted) {
    this.accepted = accepted;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable Scorer scorer(LeafReaderContext context) throws IOException {
        NumericDocValues position = context.reader().getNumericDocValues(Fields.POSITION);
        return position == null
            ? null
            : new ConstantScoreScorer(this, score(), scoreMode, matching(position));
      }

      @Override
      public boolean isCacheable(LeafReaderContext context) {
        return false;
      }
    };
  }

  private TwoPhaseIterator matching(NumericDocValues position) {
    return new TwoPhaseIterator(position) {
      @Override
      public boolean matches() throws IOException {
        return accepted.get((int) position.longValue());
      }

      @Override
      public float matchCost() {
        return COST_OF_A_LOOK;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "positions(" + accepted.cardinality() + ")";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PositionsQuery query && query.accepted.equals(accepted);
  }

  @Override
  public int hashCode() {
    return accepted.hashCode();
  }
}

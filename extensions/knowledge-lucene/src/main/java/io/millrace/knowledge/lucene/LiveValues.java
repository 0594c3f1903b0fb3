package io.millrace.knowledge.lucene;

import java.io.IOException;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LiveFieldValues;
import org.apache.lucene.search.SearcherManager;
import org.jspecify.annotations.Nullable;

/** Values by key as the last change left them, whether a search can see it yet or not. */
final class LiveValues<T> extends LiveFieldValues<IndexSearcher, T> {

  /** Finds a value among what searches see; {@code null} when there is none. */
  interface Finder<T> {
    @Nullable T find(IndexSearcher searcher, String key) throws IOException;
  }

  private final Finder<T> finder;

  /**
   * Makes live values.
   *
   * @param missing stands for a key that was deleted; equal to no real value
   */
  LiveValues(SearcherManager searchers, T missing, Finder<T> finder) {
    super(searchers, missing);
    this.finder = finder;
  }

  @Override
  public @Nullable T get(String key) throws IOException {
    return super.get(key);
  }

  @Override
  protected @Nullable T lookupFromSearcher(IndexSearcher searcher, String key) throws IOException {
    return finder.find(searcher, key);
  }
}

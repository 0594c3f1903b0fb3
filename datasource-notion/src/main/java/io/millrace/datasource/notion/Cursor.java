package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.datasource.DatasourceException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The results of a listing, page by page as they are wanted. */
final class Cursor implements Iterator<JsonNode> {
  private static final int MOST_EMPTY_PAGES = 100;

  private final Function<@Nullable String, JsonNode> fetch;
  private final Set<String> seen = new HashSet<>();
  private Iterator<JsonNode> results = Collections.emptyIterator();
  private @Nullable String next;
  private boolean more = true;
  private long count;

  /**
   * @param fetch gets the page at a cursor
   * @param from where to begin, or {@code null} for the beginning
   */
  Cursor(Function<@Nullable String, JsonNode> fetch, @Nullable String from) {
    this.fetch = fetch;
    this.next = from;
  }

  @Override
  public boolean hasNext() {
    for (int empty = 0; !results.hasNext() && more; empty++) {
      if (empty > MOST_EMPTY_PAGES) {
        throw endless("sends empty pages without end");
      }
      turn();
    }
    return results.hasNext();
  }

  private void turn() {
    JsonNode page = fetch.apply(next);
    results = page.path("results").elements();
    more = page.path("has_more").asBoolean();
    next = page.path("next_cursor").isTextual() ? page.path("next_cursor").asText() : null;
    if (more && next == null) {
      throw endless("says that there is more, but not where");
    } else if (more && next != null && !seen.add(next)) {
      throw endless("sends a cursor for the second time");
    }
  }

  private DatasourceException endless(String why) {
    return DatasourceException.retriable(
        "Notion %s, after %,d items of a listing. Run it again later".formatted(why, count), null);
  }

  @Override
  public JsonNode next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    count++;
    return results.next();
  }

  /** As {@link #hasNext}, but a request is made by a worker. */
  boolean hasNext(Workers workers) {
    return isReady() || (more && workers.call(this::hasNext));
  }

  /** Returns whether the next result is here already, without a request. */
  boolean isReady() {
    return results.hasNext();
  }

  /** Returns how many results were given. */
  long count() {
    return count;
  }

  /** Returns the cursor of the page that is fetched next, or {@code null} at the beginning. */
  @Nullable String position() {
    return next;
  }

  /** Returns what is left, lazily. */
  Stream<JsonNode> stream() {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }
}

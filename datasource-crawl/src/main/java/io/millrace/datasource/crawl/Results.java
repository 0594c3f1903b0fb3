package io.millrace.datasource.crawl;

import io.millrace.datasource.WebsiteCrawlDatasource.CrawlProgress;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawledPage;
import io.millrace.datasource.crawl.Problem.Kind;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides which pages are results, each once, and tells of them one at a time. */
final class Results {
  private final Consumer<CrawlProgress> listener;
  private final Frontier frontier;
  private final LongSet identities = new LongSet(Frontier.MOST);
  private final NearDuplicates contents = new NearDuplicates();
  private final Object telling = new Object();
  private int told;

  Results(Consumer<CrawlProgress> listener, Frontier frontier) {
    this.listener = listener;
    this.frontier = frontier;
  }

  /** Takes up a result of a crawl that goes on. */
  synchronized void restore(long identity, long content) {
    identities.add(identity);
    contents.add(content);
    told++;
  }

  synchronized int restored() {
    return identities.size();
  }

  /** Returns whether a page of that identity is a result already. */
  synchronized boolean has(long identity) {
    return identities.contains(identity);
  }

  /**
   * Decides about a page.
   *
   * @param page what it says of itself, or {@code null} when it is as it was in the crawl before
   * @return why it is no result, or {@code null} when it is one
   */
  synchronized @Nullable Problem decide(
      StoredPage stored, WebAddress address, @Nullable Page page) {
    if (identities.contains(stored.identity())) {
      return new Problem(Kind.DUPLICATE, "It is known by the address of another page");
    } else if (!contents.add(stored.content())) {
      return new Problem(Kind.DUPLICATE, "Its title, words and links are those of another page");
    } else if (page != null && contents.isVariant(address, page)) {
      return new Problem(
          Kind.DUPLICATE, "It differs only in parameters, and hardly in words, from another page");
    }
    identities.add(stored.identity());
    return null;
  }

  void tell(CrawledPage page) {
    synchronized (telling) {
      told++;
      listener.accept(new CrawlProgress(page, told, frontier.size()));
    }
  }

  void tell(Problem problem, WebAddress address) {
    synchronized (telling) {
      listener.accept(new CrawlProgress(null, problem.of(address), told, frontier.size()));
    }
  }
}

package io.millrace.datasource.crawl;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.PageRenderer;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawledPage;
import io.millrace.datasource.crawl.HostPace.Signal;
import io.millrace.datasource.crawl.Problem.Kind;
import io.millrace.datasource.crawl.StoredPage.Validators;
import io.millrace.http.HttpTransport;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fetches pages that were asked for one by one, with the same manners as a crawl: robots rules, one
 * pace for each server, redirects checked one by one. Safe for use by many threads.
 */
final class SinglePages {
  private static final int REDIRECTS = 10;
  private static final int TRIES = 3;
  private static final Duration RENDER_TIMEOUT = Duration.ofSeconds(60);

  private final HttpTransport http;
  private final PageMaker maker;
  private final RobotsCache robots;
  private final Optional<PageRenderer> renderer;
  private final Turns turns = new Turns();

  SinglePages(HttpTransport http, PageMaker maker, Optional<PageRenderer> renderer) {
    this.http = http;
    this.maker = maker;
    this.robots = new RobotsCache(new PageFetcher(http, new Visitor(null)), null);
    this.renderer = renderer;
  }

  /**
   * Fetches a page.
   *
   * @throws DatasourceException if there is nothing to be had
   */
  CrawledPage fetch(WebAddress first, Visitor visitor) {
    PageFetcher fetcher = new PageFetcher(http, visitor);
    WebAddress address = first;
    for (int hop = 0; hop <= REDIRECTS; hop++) {
      Fetched answer = ask(fetcher, address);
      if (answer instanceof Fetched.Moved moved) {
        address = moved.target();
        continue;
      } else if (answer instanceof Fetched.Body body) {
        return page(address, body, rendering(fetcher));
      }
      throw problem(answer).asException(address);
    }
    throw new Problem(Kind.REDIRECTS, "More than " + REDIRECTS + " redirects").asException(first);
  }

  private Rendering rendering(PageFetcher fetcher) {
    return new Rendering(
        renderer,
        BrowserUse.DEFAULT,
        maker,
        new BrowserRequests(fetcher, robots, turns, 0),
        RENDER_TIMEOUT);
  }

  private CrawledPage page(WebAddress address, Fetched.Body body, Rendering rendering) {
    PageMaker.Made made;
    try {
      made = rendering.make(address, body);
    } catch (RuntimeException | StackOverflowError e) {
      throw DatasourceException.permanent(
          address.withoutQuery() + " cannot be made text of: " + e, e);
    }
    Problem problem = made.problem();
    if (problem != null && problem.kind() != Kind.NOINDEX && problem.kind() != Kind.SOFT_ERROR) {
      throw problem.asException(address);
    }
    return problem == null ? made.result() : maker.regardless(address, body);
  }

  private Fetched ask(PageFetcher fetcher, WebAddress address) {
    RobotsCache.Rules rules = robots.rules(address);
    Problem refusal = rules.refusal(address);
    if (refusal != null) {
      return new Fetched.Failed(refusal);
    }
    Fetched answer = once(fetcher, address, rules);
    for (int i = 1; i < TRIES && again(answer); i++) {
      answer = once(fetcher, address, rules);
    }
    return answer;
  }

  /** Returns whether trying again may help. */
  static boolean again(Fetched answer) {
    return answer instanceof Fetched.Busy
        || (answer instanceof Fetched.Failed failed && failed.problem().kind().transientFailure());
  }

  private Fetched once(PageFetcher fetcher, WebAddress address, RobotsCache.Rules rules) {
    Problem notNow = turns.take(address.origin(), rules.delayNanos());
    if (notNow != null) {
      return new Fetched.Failed(notNow);
    }
    long begin = System.nanoTime();
    Signal signal = Signal.BROKEN;
    Duration retryAfter = Duration.ZERO;
    try {
      Fetched answer = fetcher.fetch(address, Validators.NONE, type -> maker.most(address, type));
      if (answer instanceof Fetched.Busy busy) {
        signal = Signal.BUSY;
        retryAfter = busy.retryAfter();
      } else if (!again(answer)) {
        signal = Signal.FINE;
      }
      return answer;
    } finally {
      turns.give(address.origin(), System.nanoTime() - begin, signal, retryAfter);
    }
  }

  private static Problem problem(@Nullable Fetched answer) {
    if (answer instanceof Fetched.Failed failed) {
      return failed.problem();
    } else if (answer instanceof Fetched.Busy busy) {
      return new Problem(Kind.BUSY, "The server is busy (status " + busy.status() + ")");
    }
    return new Problem(Kind.STATUS, "The server says 'not modified' unasked");
  }
}

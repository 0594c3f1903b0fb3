package io.millrace.datasource.crawl;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.millrace.datasource.PageRenderer.Answer;
import io.millrace.datasource.PageRenderer.Network;
import io.millrace.datasource.crawl.HostPace.Signal;
import io.millrace.datasource.crawl.StoredPage.Validators;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Gets what pages in a browser ask for, with the manners of the crawl: gate, robots rules, delays
 * and sizes. Scripts and style sheets are asked for once in a crawl. To other sites than the page's
 * own goes no header that signs in and no cookie, so that no page can read there what is not for
 * all. Safe for use by many threads.
 */
final class BrowserRequests {
  private static final int MOST_REQUESTS = 300;
  private static final int MOST_BYTES = 10 << 20;
  private static final int MOST_KEPT = 32 << 20;
  private static final int REDIRECTS = 5;
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final PageFetcher fetcher;
  private final PageFetcher stranger;
  private final RobotsCache robots;
  private final Turns turns;
  private final long delay;
  private final Cache<WebAddress, Answer> shared =
      CacheBuilder.newBuilder()
          .maximumWeight(MOST_KEPT)
          .weigher((WebAddress address, Answer answer) -> answer.body().length + 200)
          .build();

  /**
   * @param delay between two requests to one server, in nanoseconds
   */
  BrowserRequests(PageFetcher fetcher, RobotsCache robots, Turns turns, long delay) {
    this.fetcher = fetcher;
    this.stranger = fetcher.signedOut();
    this.robots = robots;
    this.turns = turns;
    this.delay = delay;
  }

  /** Returns all that a page can reach; the page itself is there already. */
  Network of(WebAddress page, Fetched.Body body, Duration timeout) {
    return new OnePage(page, body, System.nanoTime() + timeout.toNanos());
  }

  private final class OnePage implements Network {
    private final WebAddress page;
    private final Fetched.Body body;
    private final long deadline;
    private int requests;

    OnePage(WebAddress page, Fetched.Body body, long deadline) {
      this.page = page;
      this.body = body;
      this.deadline = deadline;
    }

    @Override
    public Optional<Answer> get(URI uri) {
      WebAddress address = WebAddress.parse(uri.toString());
      if (address == null || requests >= MOST_REQUESTS) {
        return Optional.empty();
      } else if (address.equals(page) && requests == 0) {
        requests++;
        byte[] html =
            PageText.decode(body.bytes(), body.contentType()).getBytes(StandardCharsets.UTF_8);
        return Optional.of(new Answer(200, "text/html; charset=utf-8", null, html));
      }
      requests++;
      Answer known = shared.getIfPresent(address);
      Answer answer = known == null ? fetched(address) : known;
      if (answer != null && isShared(answer)) {
        shared.put(address, answer);
      }
      return Optional.ofNullable(answer);
    }

    private @Nullable Answer fetched(WebAddress first) {
      WebAddress address = first;
      for (int hop = 0; hop <= REDIRECTS; hop++) {
        Fetched answer = once(address);
        if (answer instanceof Fetched.Moved moved) {
          address = moved.target();
        } else {
          return answer instanceof Fetched.Body found && isReadable(first, address, found)
              ? answer(found)
              : null;
        }
      }
      return null;
    }

    /** A redirect must not make what another site has look like the answer of the first one. */
    private boolean isReadable(WebAddress first, WebAddress last, Fetched.Body found) {
      return first.origin().equals(last.origin()) || "*".equals(found.allowOrigin());
    }

    private @Nullable Fetched once(WebAddress address) {
      RobotsCache.Rules rules = robots.rules(address);
      boolean own = address.origin().equals(page.origin());
      long gap = own ? Math.max(delay, rules.delayNanos()) : rules.delayNanos();
      long left = Math.min(deadline - System.nanoTime() - gap, LONGEST.toNanos());
      if (left <= 0 || rules.refusal(address) != null) {
        return null;
      }
      if (own) {
        LockSupport.parkNanos(gap); // the page itself was asked for just now
      }
      if (turns.take(address.origin(), gap, Duration.ofNanos(left)) != null) {
        return null;
      }
      long begin = System.nanoTime();
      Fetched answer = null;
      try {
        answer =
            (own ? fetcher : stranger)
                .within(Duration.ofNanos(left))
                .fetch(address, Validators.NONE, type -> MOST_BYTES);
        return answer;
      } finally {
        Signal signal =
            answer instanceof Fetched.Busy
                ? Signal.BUSY
                : answer == null || SinglePages.again(answer) ? Signal.BROKEN : Signal.FINE;
        turns.give(address.origin(), System.nanoTime() - begin, signal, Duration.ZERO);
      }
    }
  }

  private static Answer answer(Fetched.Body body) {
    return new Answer(body.status(), body.contentType(), body.allowOrigin(), body.bytes());
  }

  private static boolean isShared(Answer answer) {
    String type = PageFetcher.essence(answer.contentType() == null ? "" : answer.contentType());
    return type.endsWith("javascript") || type.equals("text/css");
  }
}

package io.millrace.datasource.crawl;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.UncheckedExecutionException;
import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.crawl.PageArchive.Resource;
import io.millrace.datasource.crawl.StoredPage.Validators;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What servers ask robots to keep to (RFC 9309): a robots file that is not there allows all, one
 * that cannot be had for the moment allows nothing. Safe for use by many threads.
 */
final class RobotsCache {

  /** The name by which robots files and pages may speak to us. */
  static final String AGENT = "millrace";

  private static final int MOST_BYTES = 500 << 10;
  private static final int REDIRECTS = 5;
  private static final int MOST_HOSTS = 10_000;
  private static final Duration LIFE = Duration.ofHours(24);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final PageFetcher fetcher;
  private final @Nullable PageArchive archive;
  private final Cache<String, Rules> known =
      CacheBuilder.newBuilder().maximumSize(MOST_HOSTS).expireAfterWrite(LIFE).build();

  RobotsCache(PageFetcher fetcher, @Nullable PageArchive archive) {
    this.fetcher = fetcher.within(TIMEOUT);
    this.archive = archive;
  }

  /**
   * What a server asks for.
   *
   * @param rules its rules
   * @param failure why the rules could not be had, so that nothing is allowed, or {@code null}
   */
  record Rules(BaseRobotRules rules, @Nullable Problem failure) {

    /** Returns why an address must not be fetched, or {@code null} when it may be. */
    @Nullable Problem refusal(WebAddress address) {
      if (failure != null || rules.isAllowAll() || rules.isAllowed(address.toString())) {
        return failure;
      }
      return new Problem(
          Problem.Kind.ROBOTS,
          "The robots.txt of '%s' does not allow %s".formatted(address.host(), address.path()));
    }

    /** Returns how long to leave between two pages, in nanoseconds; 0 when it does not say. */
    long delayNanos() {
      long millis = rules.getCrawlDelay();
      return millis == BaseRobotRules.UNSET_CRAWL_DELAY ? 0 : millis * 1_000_000;
    }

    List<String> sitemaps() {
      return rules.getSitemaps();
    }
  }

  /** Returns the rules of an address's server when they are known. */
  @Nullable Rules known(WebAddress address) {
    return known.getIfPresent(address.origin());
  }

  /** Returns the rules of an address's server, which is asked for them once. */
  Rules rules(WebAddress address) {
    try {
      return known.get(address.origin(), () -> load(address));
    } catch (ExecutionException | UncheckedExecutionException e) {
      throw DatasourceException.retriable("Robots rules cannot be read: " + e.getCause(), e);
    }
  }

  private Rules load(WebAddress address) {
    Rules rules = attempt(address);
    Problem failure = rules.failure();
    return failure != null && failure.kind().transientFailure() ? attempt(address) : rules;
  }

  /** Asks a server for its robots file once more, only to learn whether it answers at all. */
  boolean answers(WebAddress address) {
    Fetched answer = fetcher.fetch(file(address), Validators.NONE, type -> 0);
    return !(answer instanceof Fetched.Busy)
        && !(answer instanceof Fetched.Failed failed && failed.problem().kind().ofServer());
  }

  private static WebAddress file(WebAddress address) {
    return new WebAddress(address.scheme(), address.host(), address.port(), "/robots.txt", null);
  }

  private Rules attempt(WebAddress address) {
    WebAddress file = file(address);
    String key = file.toString();
    Resource stored = archive == null ? null : archive.resource(key);
    Validators validators = stored == null ? Validators.NONE : stored.validators();
    for (int hop = 0; hop <= REDIRECTS; hop++) {
      Fetched answer = fetcher.fetchStart(file, validators, MOST_BYTES);
      if (answer instanceof Fetched.Moved moved) {
        file = moved.target();
        validators = Validators.NONE;
        continue;
      } else if (answer instanceof Fetched.Unchanged && stored != null) {
        return parse(key, stored.body());
      } else if (answer instanceof Fetched.Body body) {
        byte[] bytes = wholeLines(body.bytes());
        if (archive != null) {
          archive.save(key, new Resource(body.status(), body.validators(), bytes));
        }
        return parse(key, bytes);
      }
      return without(answer, address);
    }
    return new Rules(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL), null);
  }

  /** Half a rule may refuse all where the whole one refuses little. */
  private static byte[] wholeLines(byte[] bytes) {
    int end = bytes.length;
    while (bytes.length == MOST_BYTES && end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }

  private static Rules parse(String url, byte[] bytes) {
    return new Rules(
        new SimpleRobotRulesParser().parseContent(url, bytes, "text/plain", List.of(AGENT)), null);
  }

  private static Rules without(Fetched answer, WebAddress address) {
    if (answer instanceof Fetched.Failed failed) {
      return failed.problem().kind() == Problem.Kind.STATUS
          ? new Rules(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL), null)
          : refusing(failed.problem(), address);
    }
    return refusing(new Problem(Problem.Kind.ROBOTS_UNREACHABLE, "the server is busy"), address);
  }

  private static Rules refusing(Problem why, WebAddress address) {
    return new Rules(
        new SimpleRobotRules(RobotRulesMode.ALLOW_NONE),
        new Problem(
            why.kind() == Problem.Kind.SERVER_ERROR ? Problem.Kind.ROBOTS_UNREACHABLE : why.kind(),
            "The robots.txt of '%s' cannot be read, so that nothing there may be fetched now: %s"
                .formatted(address.host(), why.reason())));
  }
}

package io.millrace.datasource.crawl;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.PageRenderer;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawlProgress;
import io.millrace.datasource.crawl.HostPace.Signal;
import io.millrace.datasource.crawl.Problem.Kind;
import io.millrace.datasource.crawl.StoredPage.Validators;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One crawl of one site, from its start to its end. */
final class NativeCrawl {
  private static final int REDIRECTS = 10;
  private static final int TRIES = 3;
  private static final int BUSY_TRIES = 6;
  private static final Duration NO_WAIT = Duration.ZERO;

  private final CrawlPlan plan;
  private final CrawlState state;
  private final Frontier frontier;
  private final @Nullable PageArchive archive;
  private final PageFetcher fetcher;
  private final RobotsCache robots;
  private final PageMaker maker;
  private final Rendering rendering;
  private final Results results;
  private final Schedule schedule;
  private volatile Scope scope;
  private volatile long startPrint;
  private volatile @Nullable Problem startProblem;

  NativeCrawl(
      CrawlPlan plan,
      CrawlState state,
      PageFetcher fetcher,
      PageMaker maker,
      Optional<PageRenderer> renderer,
      Consumer<CrawlProgress> listener) {
    this.plan = plan;
    this.state = state;
    this.frontier = state.frontier();
    this.archive = state.archive();
    this.fetcher = fetcher;
    this.robots = new RobotsCache(fetcher, archive);
    this.maker = maker;
    BrowserRequests requests =
        new BrowserRequests(fetcher, robots, new Turns(), plan.delay().toNanos());
    this.rendering = new Rendering(renderer, plan.browser(), maker, requests, plan.pageTimeout());
    this.results = new Results(listener, frontier);
    this.scope = state.site() == null ? plan.scope() : plan.scope().at(state.site());
    this.startPrint = CanonicalUrl.fingerprint(plan.start());
    restore();
    this.schedule = new Schedule(frontier, plan, results.restored());
  }

  /** Takes up what the crawl had when it was ended, and tells of results nobody was told of. */
  private void restore() {
    if (archive != null) {
      archive.each(
          state.crawl(),
          (identity, content, result) -> {
            if (result) {
              results.restore(identity, content);
            }
          });
    }
  }

  /**
   * Crawls.
   *
   * @throws DatasourceException if there was nothing to be had, or the crawl was interrupted
   */
  void run() {
    if (archive != null) {
      archive.untold(state.crawl(), page -> told(page));
    }
    if (frontier.isEmpty()) {
      seed();
    }
    new Workers(schedule, plan.concurrency(), this::visit).run();
    if (schedule.outOfTime()) {
      throw DatasourceException.retriable(
          "The crawl of %s took longer than the %d s that are allowed"
              .formatted(plan.start(), plan.timeout().toSeconds()),
          null);
    }
    state.finished();
    Problem problem = startProblem;
    if (schedule.results() == 0 && problem != null) {
      throw problem.asException(plan.start());
    }
  }

  private void seed() {
    add(plan.start(), 0, 0);
    if (!plan.sitemap()) {
      return;
    }
    RobotsCache.Rules rules = rules(plan.start());
    if (rules.refusal(plan.start()) != null) {
      return;
    }
    List<WebAddress> maps = new ArrayList<>();
    rules.sitemaps().stream().map(WebAddress::parse).filter(a -> a != null).forEach(maps::add);
    if (maps.isEmpty()) {
      maps.add(
          new WebAddress(
              plan.start().scheme(),
              plan.start().host(),
              plan.start().port(),
              "/sitemap.xml",
              null));
    }
    long enough = plan.limit() * 10L + 100;
    new Sitemaps(fetcher, archive, Math.max(plan.delay().toNanos(), rules.delayNanos()))
        .read(
            maps,
            scope.site(),
            address -> {
              if (scope.contains(address)) {
                add(address, 0, 0);
              }
              return frontier.size() < enough;
            });
    schedule.robotsDelay(plan.start().origin(), rules.delayNanos());
  }

  private void add(WebAddress address, int depth, int hops) {
    if (frontier.add(address, depth, hops)) {
      schedule.added(address.origin());
    }
  }

  private RobotsCache.Rules rules(WebAddress address) {
    RobotsCache.Rules rules = robots.rules(address);
    schedule.robotsDelay(address.origin(), rules.delayNanos());
    return rules;
  }

  private void visit(Visit visit) {
    WebAddress address = visit.address();
    if (schedule.hopeless(address.origin())) {
      failed(
          visit, 0, new Problem(Kind.HOST_GIVEN_UP, "Its host failed too often and was given up"));
      return;
    }
    RobotsCache.Rules rules = robots.known(address);
    if (rules == null) {
      rules(address);
      schedule.still(visit);
      return;
    }
    if (schedule.doubtful(address.origin())) {
      schedule.tested(address.origin(), robots.answers(address));
      schedule.still(visit);
      return;
    }
    Problem refusal = rules.refusal(address);
    if (refusal != null) {
      skipped(visit, refusal);
    } else if (results.has(visit.fingerprint())) {
      skipped(visit, new Problem(Kind.DUPLICATE, "Another page says that it is the same"));
    } else {
      fetch(visit);
    }
  }

  private void fetch(Visit visit) {
    WebAddress address = visit.address();
    StoredPage known = archive == null ? null : archive.find(visit.fingerprint()).orElse(null);
    long begin = System.nanoTime();
    Fetched answer =
        fetcher.fetch(
            address,
            known == null ? Validators.NONE : known.validators(),
            type -> maker.most(address, type));
    long took = System.nanoTime() - begin;
    if (answer instanceof Fetched.Body body) {
      read(visit, Reading.of(visit, made(address, body), body.validators(), scope, results), took);
    } else if (answer instanceof Fetched.Unchanged && known != null) {
      read(visit, Reading.unchanged(visit, known, scope, results), took);
    } else if (answer instanceof Fetched.Moved moved) {
      moved(visit, moved.target(), took);
    } else if (answer instanceof Fetched.Busy busy) {
      busy(visit, busy, took);
    } else if (answer instanceof Fetched.Failed failure) {
      failed(visit, took, failure.problem());
    } else {
      failed(visit, took, new Problem(Kind.STATUS, "The server says 'not modified' unasked"));
    }
  }

  private PageMaker.Made made(WebAddress address, Fetched.Body body) {
    try {
      return rendering.make(address, body);
    } catch (RuntimeException | StackOverflowError e) {
      return maker.failed(
          address, new Problem(Kind.UNREADABLE, "The page cannot be made text of: " + e));
    }
  }

  private void read(Visit visit, Reading reading, long took) {
    List<WebAddress> links = new ArrayList<>();
    state.atomically(
        () -> {
          if (plan.subPages() && visit.depth() < plan.maxDepth()) {
            for (WebAddress link : reading.links()) {
              if (scope.contains(link) && frontier.add(link, visit.depth() + 1, 0)) {
                links.add(link);
              }
            }
          }
          if (archive != null) {
            archive.save(reading.stored(), state.crawl());
          }
          frontier.done(visit);
        });
    for (WebAddress link : links) {
      schedule.added(link.origin());
    }
    Problem problem = reading.problem();
    if (problem == null) {
      told(reading.stored());
    } else {
      told(visit, problem);
    }
    schedule.done(visit, problem == null, took, Signal.FINE, NO_WAIT);
  }

  private void told(StoredPage page) {
    results.tell(page.page());
    if (archive != null) {
      PageArchive pages = archive;
      state.atomically(() -> pages.told(page.fingerprint()));
    }
  }

  private void told(Visit visit, Problem problem) {
    if (visit.fingerprint() == startPrint) {
      startProblem = problem;
    }
    results.tell(problem, visit.address());
  }

  private void moved(Visit visit, WebAddress target, long took) {
    long print = CanonicalUrl.fingerprint(target);
    boolean start = visit.fingerprint() == startPrint;
    if (visit.hops() >= REDIRECTS) {
      failed(visit, took, new Problem(Kind.REDIRECTS, "More than " + REDIRECTS + " redirects"));
    } else if (print == visit.fingerprint()) {
      Visit next = visit.at(target);
      state.atomically(() -> frontier.moved(next));
      schedule.moved(visit, next, took);
    } else if (start || scope.contains(target)) {
      if (start) {
        scope = scope.at(target.site());
        startPrint = print;
        state.site(target.site());
      }
      boolean fresh = frontier.add(target, visit.depth(), visit.hops() + 1);
      if (fresh) {
        schedule.added(target.origin());
      }
      state.atomically(() -> frontier.done(visit));
      schedule.done(visit, false, took, Signal.FINE, NO_WAIT);
    } else {
      failed(
          visit,
          took,
          new Problem(
              Kind.OUT_OF_SCOPE,
              "It redirects to " + target.host() + target.path() + ", which is not wanted"));
    }
  }

  private void busy(Visit visit, Fetched.Busy busy, long took) {
    if (visit.tries() + 1 < BUSY_TRIES) {
      Visit next = visit.again();
      state.atomically(() -> frontier.again(next));
      schedule.later(visit, took, Signal.BUSY, busy.retryAfter());
    } else {
      end(
          visit,
          new Problem(Kind.BUSY, "The server is busy (status " + busy.status() + "), also later"));
      schedule.done(visit, false, took, Signal.BUSY, busy.retryAfter());
    }
  }

  private void failed(Visit visit, long took, Problem problem) {
    boolean broken = problem.kind().ofServer();
    Signal signal =
        !broken ? Signal.FINE : problem.kind() == Kind.SERVER_ERROR ? Signal.BROKEN : Signal.SILENT;
    if (broken && visit.tries() + 1 < TRIES) {
      Visit next = visit.again();
      state.atomically(() -> frontier.again(next));
      schedule.later(visit, took, signal, NO_WAIT);
    } else {
      end(visit, problem);
      schedule.done(visit, false, took, signal, NO_WAIT);
    }
  }

  private void skipped(Visit visit, Problem problem) {
    end(visit, problem);
    schedule.skipped(visit);
  }

  private void end(Visit visit, Problem problem) {
    state.atomically(() -> frontier.done(visit));
    told(visit, problem);
  }
}

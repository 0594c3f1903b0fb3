package io.millrace.datasource.crawl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides which page may be fetched next: servers in turn, each at its pace, and no more pages
 * under way than are still wanted, so that a limit is kept to the page. Safe for use by many
 * threads.
 */
final class Schedule {
  private static final long LONGEST_WAIT_MILLIS = 1_000;

  private final Frontier frontier;
  private final long delay;
  private final int perHost;
  private final int limit;
  private final long deadline;
  private final Map<String, HostQueue> hosts = new LinkedHashMap<>();
  private final List<HostQueue> turns = new ArrayList<>();
  private int turn;
  private int running;
  private int results;
  private boolean stopped;

  Schedule(Frontier frontier, CrawlPlan plan, int results) {
    this.frontier = frontier;
    this.delay = plan.delay().toNanos();
    this.perHost = plan.concurrency();
    this.limit = plan.limit();
    this.deadline = System.nanoTime() + plan.timeout().toNanos();
    this.results = results;
    frontier.waiting().forEach(this::host);
  }

  private HostQueue host(String origin, int stored) {
    return hosts.computeIfAbsent(
        origin,
        name -> {
          HostQueue queue = new HostQueue(name, new HostPace(delay, perHost), frontier, stored);
          turns.add(queue);
          return queue;
        });
  }

  /** Tells that the frontier has one more page of an origin. */
  synchronized void added(String origin) {
    host(origin, 0).added();
    notify();
  }

  /** Returns the next page, when there is one, or {@code null} when the crawl is at its end. */
  synchronized @Nullable Visit next() throws InterruptedException {
    while (!stopped) {
      if (results >= limit || (running == 0 && allEmpty())) {
        stop();
        return null;
      }
      long now = System.nanoTime();
      if (now - deadline > 0) {
        stop();
        return null;
      }
      long soonest = Long.MAX_VALUE;
      if (results + running < limit) {
        for (int i = 0; i < turns.size(); i++) {
          HostQueue queue = turns.get((turn + i) % turns.size());
          long wait = queue.isEmpty() ? Long.MAX_VALUE : waiting(queue.pace.ready(), now);
          if (wait <= 0) {
            Visit visit = queue.poll();
            if (visit != null) {
              turn = (turn + i + 1) % turns.size();
              running++;
              queue.pace.started();
              return visit;
            }
          }
          soonest = Math.min(soonest, wait);
        }
      }
      long millis = Math.min(soonest / 1_000_000 + 1, LONGEST_WAIT_MILLIS);
      wait(Math.max(1, millis));
    }
    return null;
  }

  private static long waiting(long ready, long now) {
    return ready == Long.MAX_VALUE ? ready : ready == 0 ? 0 : Math.max(0, ready - now);
  }

  private boolean allEmpty() {
    return turns.stream().allMatch(HostQueue::isEmpty);
  }

  /** Tells that a page is done. */
  synchronized void done(
      Visit visit, boolean result, long took, HostPace.Signal signal, Duration retryAfter) {
    running--;
    results += result ? 1 : 0;
    queue(visit).pace.finished(System.nanoTime(), took, signal, retryAfter);
    notifyAll();
  }

  /** Tells that a page is done without the server having been asked. */
  synchronized void skipped(Visit visit) {
    running--;
    queue(visit).pace.skipped();
    notifyAll();
  }

  /** Tells that a page is to be fetched at another address, before others. */
  synchronized void moved(Visit visit, Visit next, long took) {
    host(next.address().origin(), 0).postpone(next);
    done(visit, false, took, HostPace.Signal.FINE, Duration.ZERO);
  }

  /** Tells that a page is still to be fetched, before others: its server was not asked for it. */
  synchronized void still(Visit visit) {
    queue(visit).postpone(visit);
    skipped(visit);
  }

  /** Tells that a page, which is in the frontier again, is to be tried later, after others. */
  synchronized void later(Visit visit, long took, HostPace.Signal signal, Duration retryAfter) {
    queue(visit).added();
    done(visit, false, took, signal, retryAfter);
  }

  private HostQueue queue(Visit visit) {
    return host(visit.address().origin(), 0);
  }

  synchronized void robotsDelay(String origin, long nanos) {
    host(origin, 0).pace.robotsDelay(nanos, System.nanoTime());
  }

  synchronized boolean hopeless(String origin) {
    return host(origin, 0).pace.hopeless();
  }

  synchronized boolean doubtful(String origin) {
    return host(origin, 0).pace.doubtful();
  }

  synchronized void tested(String origin, boolean alive) {
    host(origin, 0).pace.tested(alive, System.nanoTime());
  }

  synchronized int results() {
    return results;
  }

  synchronized boolean outOfTime() {
    return System.nanoTime() - deadline > 0;
  }

  synchronized void stop() {
    stopped = true;
    notifyAll();
  }
}

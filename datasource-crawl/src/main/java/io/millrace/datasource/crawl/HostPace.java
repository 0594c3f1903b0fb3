package io.millrace.datasource.crawl;

import java.time.Duration;

/**
 * How fast one server is asked. It begins with one page at a time; as long as answers come as
 * quickly as before, more are asked for at once; when they slow down, fail or say so (429, 503),
 * fewer, and later. With a delay, one page at a time, and the delay lies between the end of one
 * answer and the next question. Not for several threads.
 */
final class HostPace {
  private static final long SECOND = 1_000_000_000L;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** A quick answer is no measure for ever: it may have been a redirect, or an empty page. */
  private static final double SLOWER = 1.02;

  private static final int DOUBT = 8;
  private static final int GIVE_UP = 64;

  private final long delay;
  private final int most;
  private long robotsDelay;
  private int limit = 1;
  private int running;
  private int good;
  private int strikes;
  private int failures;
  private boolean givenUp;
  private long next;
  private double fastest = Double.MAX_VALUE;
  private double usual;

  /**
   * @param delay between two pages, in nanoseconds; 0 for as fast as the server is quick
   * @param most pages at once
   */
  HostPace(long delay, int most) {
    this.delay = delay;
    this.most = most;
  }

  /** What an answer says of the server. */
  enum Signal {
    FINE,
    /** It asks to be left in peace: 429 or 503. */
    BUSY,
    /** It answers with an error of its own. */
    BROKEN,
    /** There was no answer, or not all of it. */
    SILENT
  }

  /** Sets the delay that the server's robots file asks for, in nanoseconds; it begins now. */
  void robotsDelay(long nanos, long now) {
    robotsDelay = nanos;
    next = Math.max(next, now + Math.max(delay, nanos));
  }

  /** Keeps to a delay that is known already. */
  void keepDelay(long nanos) {
    robotsDelay = nanos;
  }

  /**
   * Returns when the next page may be asked for: a time in nanoseconds, or the largest: not yet.
   */
  long ready() {
    return running < limit ? next : Long.MAX_VALUE;
  }

  /** Returns whether it is no use to ask the server for anything more. */
  boolean hopeless() {
    return givenUp || failures >= GIVE_UP;
  }

  /** Returns whether so much failed in a row that it may be the server, and not its pages. */
  boolean doubtful() {
    return strikes >= DOUBT;
  }

  /** Tells whether a server in doubt, asked just now, answers at all; if not, it is given up. */
  void tested(boolean alive, long now) {
    strikes = 0;
    givenUp |= !alive;
    next = Math.max(next, now + Math.max(delay, robotsDelay));
  }

  void started() {
    running++;
  }

  /** Tells that the server was not asked after all. */
  void skipped() {
    running--;
  }

  /**
   * Learns from an answer.
   *
   * @param retryAfter how long the server asks to wait, or zero
   */
  void finished(long now, long took, Signal signal, Duration retryAfter) {
    running--;
    if (hopeless()) {
      limit = most;
      next = now;
      return;
    }
    long gap = Math.max(delay, robotsDelay);
    switch (signal) {
      case FINE -> {
        strikes = 0;
        failures = 0;
        adapt(took, gap > 0);
      }
      case BUSY, BROKEN, SILENT -> {
        strikes++;
        failures++;
        limit = Math.max(1, limit / 2);
        good = 0;
        long first = signal == Signal.BUSY ? SECOND : SECOND / 5;
        long pause = signal == Signal.BROKEN ? first : first << Math.min(strikes - 1, 6);
        gap = Math.max(gap, retryAfter.isZero() ? pause : wait(retryAfter));
      }
    }
    next = Math.max(next, now + gap);
  }

  private long wait(Duration retryAfter) {
    if (retryAfter.compareTo(LONGEST_PAUSE) > 0) {
      givenUp = true;
      return 0;
    }
    return retryAfter.toNanos();
  }

  private void adapt(long took, boolean oneByOne) {
    fastest = Math.min(fastest * SLOWER, took);
    usual = usual == 0 ? took : usual * 0.8 + took * 0.2;
    if (oneByOne) {
      limit = 1;
    } else if (usual > fastest * 4.0 + SECOND / 20 && limit > 1) {
      limit--;
      good = 0;
    } else if (++good >= limit * 2 && limit < most) {
      limit++;
      good = 0;
    }
  }
}

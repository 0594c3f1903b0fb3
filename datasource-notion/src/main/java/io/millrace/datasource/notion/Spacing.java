package io.millrace.datasource.notion;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * When requests may go, so that a server that counts them as they arrive never finds too many: so
 * many a second on average, more at once after a pause. All times are nanoseconds of one clock. Not
 * for several threads.
 *
 * <p>The generic cell rate algorithm: a request is due at its place in an even row, and may go
 * early by as much as a burst allows. A first request may travel for long, because its connection
 * is being made, and later ones catch up with it. So a request counts from the latest moment at
 * which it may have arrived: when it was answered, or {@link #LONGEST_WAY} after it went.
 */
final class Spacing {
  /** What takes longer than this to be answered has arrived all the same. */
  static final long LONGEST_WAY = TimeUnit.SECONDS.toNanos(2);

  private final long interval;
  private final long early;
  private final Deque<Ticket> travelling = new ArrayDeque<>();
  private long sent;
  private long due;
  private long closedUntil;

  /**
   * A request that went.
   *
   * @param number counted from 1
   * @param at when it went
   */
  record Ticket(long number, long at) {}

  /**
   * @param perSecond on average, or 0 for no limit
   * @param burst how many may go at once
   */
  Spacing(double perSecond, int burst, long now) {
    this.interval = perSecond == 0 ? 0 : (long) Math.ceil(TimeUnit.SECONDS.toNanos(1) / perSecond);
    this.early = interval * (burst - 1);
    this.due = now;
    this.closedUntil = now;
  }

  /** Returns how long to wait before asking again; 0 or less when a request may go now. */
  long waitAt(long now) {
    Ticket oldest = travelling.peek();
    while (oldest != null && now - oldest.at() >= LONGEST_WAY) {
      settle(oldest, oldest.at() + LONGEST_WAY);
      oldest = travelling.peek();
    }
    long wait = Math.max(due - early - now, closedUntil - now);
    if (oldest != null && after(oldest) > early) {
      wait = Math.max(wait, oldest.at() + LONGEST_WAY - now);
    }
    return wait;
  }

  /** Notes that a request goes now. */
  Ticket send(long now) {
    Ticket ticket = new Ticket(++sent, now);
    due = (due - now > 0 ? due : now) + interval;
    if (interval > 0) {
      travelling.add(ticket);
    }
    return ticket;
  }

  /** Notes that a request arrived at the given time or before. */
  void settle(Ticket ticket, long arrived) {
    if (travelling.remove(ticket)) {
      long then = arrived + after(ticket);
      due = then - due > 0 ? then : due;
    }
  }

  /** Returns the room that a request and all that went after it take. */
  private long after(Ticket ticket) {
    return (sent - ticket.number() + 1) * interval;
  }

  /** Lets no request go until then; from there on they go one by one, no burst. */
  void closeUntil(long until) {
    closedUntil = until - closedUntil > 0 ? until : closedUntil;
    due = until + early - due > 0 ? until + early : due;
  }
}

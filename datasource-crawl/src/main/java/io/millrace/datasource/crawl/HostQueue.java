package io.millrace.datasource.crawl;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The pages of one server that wait, the next few in memory and the rest in the frontier. */
final class HostQueue {
  private static final int BATCH = 200;

  final String origin;
  final HostPace pace;
  private final Frontier frontier;
  private final Deque<Visit> next = new ArrayDeque<>();
  private final Deque<Visit> again = new ArrayDeque<>();
  private int stored;

  HostQueue(String origin, HostPace pace, Frontier frontier, int stored) {
    this.origin = origin;
    this.pace = pace;
    this.frontier = frontier;
    this.stored = stored;
  }

  void added() {
    stored++;
  }

  /** Puts back a page that comes next. */
  void postpone(Visit visit) {
    again.add(visit);
  }

  boolean isEmpty() {
    return next.isEmpty() && again.isEmpty() && stored == 0;
  }

  @Nullable Visit poll() {
    if (next.isEmpty() && stored > 0) {
      next.addAll(frontier.take(origin, BATCH));
      stored = next.isEmpty() ? 0 : stored - next.size();
    }
    Visit first = again.poll();
    return first != null ? first : next.poll();
  }
}

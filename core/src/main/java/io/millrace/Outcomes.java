package io.millrace;

import com.google.common.collect.ImmutableList;
import io.millrace.event.ItemOutcome;
import io.millrace.event.RunStatus;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts how items ended and keeps a thousand of them, failures before others. Thread-safe. */
final class Outcomes {
  private static final int KEPT = 1_000;

  private final Deque<ItemOutcome> good = new ArrayDeque<>();
  private final Deque<ItemOutcome> bad = new ArrayDeque<>();
  private long succeeded;
  private long partial;
  private long failed;
  private long stopped;
  private @Nullable String firstError;

  synchronized void add(ItemOutcome outcome) {
    switch (outcome.status()) {
      case SUCCEEDED -> succeeded++;
      case PARTIAL_SUCCEEDED -> partial++;
      case FAILED -> failed++;
      case STOPPED -> stopped++;
    }
    if (outcome.error() != null && firstError == null) {
      firstError = outcome.error();
    }
    boolean isBad = outcome.status() == RunStatus.FAILED || outcome.status() == RunStatus.STOPPED;
    Deque<ItemOutcome> kept = isBad ? bad : good;
    if (good.size() + bad.size() < KEPT) {
      kept.add(outcome);
    } else if (isBad && !good.isEmpty()) {
      good.removeLast();
      bad.add(outcome);
    }
  }

  synchronized RunResult.Counts counts() {
    return new RunResult.Counts(succeeded, partial, failed, stopped);
  }

  /** Returns the kept outcomes: failures first, each kind in the items' order. */
  synchronized ImmutableList<ItemOutcome> list() {
    Comparator<ItemOutcome> byIndex = Comparator.comparingLong(ItemOutcome::index);
    return Stream.concat(bad.stream().sorted(byIndex), good.stream().sorted(byIndex))
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns what the whole run's status is (DESIGN: all, none, else partial). */
  synchronized RunStatus status() {
    if (failed + stopped == 0) {
      return partial == 0 ? RunStatus.SUCCEEDED : RunStatus.PARTIAL_SUCCEEDED;
    } else if (succeeded + partial > 0) {
      return RunStatus.PARTIAL_SUCCEEDED;
    }
    return stopped > 0 ? RunStatus.STOPPED : RunStatus.FAILED;
  }

  synchronized @Nullable String firstError() {
    return firstError;
  }
}

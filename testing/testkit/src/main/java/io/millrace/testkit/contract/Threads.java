package io.millrace.testkit.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** Calls by several threads at once, and calls that must come back. */
final class Threads {
  private static final int THREADS = 8;
  private static final String TOGETHER = "millrace-together-";
  private static final long LOOK_MILLIS = 20;
  private static final int MOST_LOOKS = 25;

  /** The system property that says how many seconds a call may take; 30 without it. */
  static final String PATIENCE = "millrace.testkit.patience";

  private Threads() {}

  private static long seconds() {
    return Long.getLong(PATIENCE, 30);
  }

  /** Returns whether the calling thread is one of those of {@link #together}. */
  static boolean areTogether() {
    return Thread.currentThread().getName().startsWith(TOGETHER);
  }

  /** Makes the same call on eight threads at the same moment and returns what each gave. */
  static <T> List<T> together(Callable<T> call) throws Exception {
    AtomicInteger number = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS, task -> new Thread(task, TOGETHER + number.incrementAndGet()));
    CyclicBarrier start = new CyclicBarrier(THREADS);
    try {
      List<Future<T>> calls = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        calls.add(
            threads.submit(
                () -> {
                  start.await(seconds(), TimeUnit.SECONDS);
                  return call.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> made : calls) {
        results.add(made.get(seconds(), TimeUnit.SECONDS));
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Makes a call on a thread of its own.
   *
   * @throws AssertionError if it is not back in time
   */
  static <T> T comingBack(String what, Callable<T> call) throws Exception {
    return comingBack(what, Duration.ZERO, call);
  }

  /**
   * Makes a call that may take some time, and as long as any other beside it, on a thread of its
   * own.
   *
   * @throws AssertionError if it is not back in time
   */
  static <T> T comingBack(String what, Duration allowed, Callable<T> call) throws Exception {
    Duration longest = allowed.plusSeconds(seconds());
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      return thread.submit(call).get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw late(what, longest, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    } finally {
      thread.shutdownNow();
    }
  }

  /**
   * Makes a call on a thread of its own that is interrupted already.
   *
   * @return what the call threw, or {@code null}
   * @throws AssertionError if it is not back in time
   */
  static @Nullable Throwable interruptedBefore(String what, Callable<?> call) throws Exception {
    return comingBack(
            what,
            () -> {
              Thread.currentThread().interrupt();
              return Optional.ofNullable(Assertions.catchThrowable(() -> call.call()));
            })
        .orElse(null);
  }

  /**
   * Makes a call on a thread of its own, which is interrupted once the call is under way: when the
   * thread waits, or after half a second.
   *
   * @return what the call threw, or {@code null}
   * @throws AssertionError if it is not back in time
   */
  static @Nullable Throwable interruptedUnderWay(String what, Callable<?> call) throws Exception {
    FutureTask<Optional<Throwable>> made =
        new FutureTask<>(() -> Optional.ofNullable(Assertions.catchThrowable(() -> call.call())));
    Thread thread = new Thread(made, "millrace-interrupted");
    thread.setDaemon(true);
    thread.start();
    int looks = 0;
    while (looks < MOST_LOOKS && !isOver(made) && !waits(thread)) {
      looks++;
    }
    thread.interrupt();
    try {
      return made.get(seconds(), TimeUnit.SECONDS).orElse(null);
    } catch (TimeoutException e) {
      throw late(what, Duration.ofSeconds(seconds()), e);
    }
  }

  /** Looks, for a moment, whether a call has ended. */
  private static boolean isOver(Future<?> call) throws Exception {
    try {
      var unused = call.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  private static AssertionError late(String what, Duration waited, TimeoutException cause) {
    return new AssertionError(what + " was not back after " + waited.toSeconds() + " s", cause);
  }
}

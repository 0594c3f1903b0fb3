package io.millrace.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls by several threads at once, and calls that must come back. */
final class Threads {
  private static final int THREADS = 8;

  /** The system property that says how many seconds a call may take; 30 without it. */
  static final String PATIENCE = "millrace.testkit.patience";

  private Threads() {}

  private static long seconds() {
    return Long.getLong(PATIENCE, 30);
  }

  /** Makes the same call on eight threads at the same moment and returns what each gave. */
  static <T> List<T> together(Callable<T> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
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
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      return thread.submit(call).get(seconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(what + " was not back after " + seconds() + " s", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    } finally {
      thread.shutdownNow();
    }
  }
}

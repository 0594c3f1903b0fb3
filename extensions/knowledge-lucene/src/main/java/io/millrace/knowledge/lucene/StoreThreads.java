package io.millrace.knowledge.lucene;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import io.millrace.knowledge.KnowledgeException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/**
 * The only threads that write files, those that help a search, and one that looks after things. An
 * interrupt during a file operation closes the file, and with it the whole index; so callers, which
 * may be interrupted, hand their work over and wait.
 */
final class StoreThreads implements AutoCloseable {
  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          Math.max(2, Runtime.getRuntime().availableProcessors()), named("millrace-lucene-%d"));
  private final ExecutorService searching =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(), named("millrace-search-%d"));

  private final ExecutorService housekeeping =
      Executors.newSingleThreadExecutor(named("millrace-housekeeping-%d"));

  private static ThreadFactory named(String format) {
    return new ThreadFactoryBuilder().setNameFormat(format).setDaemon(true).build();
  }

  ExecutorService executor() {
    return executor;
  }

  /** Returns the threads that look at parts of an index while the caller looks at others. */
  Executor searching() {
    return searching;
  }

  /** Returns the thread for what nobody waits for; its tasks may wait for the others. */
  Executor housekeeping() {
    return housekeeping;
  }

  /** Runs {@code task} on a thread of the store and waits for it. */
  <T> T call(Callable<T> task) {
    return await(executor.submit(task));
  }

  /** Waits without being interrupted; what the task threw is thrown here. */
  static <T> T await(Future<T> future) {
    try {
      return requireNonNull(Uninterruptibles.getUninterruptibly(future), "result");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof KnowledgeException known) {
        throw new KnowledgeException(String.valueOf(known.getMessage()), known);
      }
      Throwables.throwIfUnchecked(cause);
      throw new KnowledgeException(
          "The store could not be read or written: " + cause + ". See to the disk and try again.",
          cause);
    }
  }

  @Override
  public void close() {
    executor.shutdown();
    searching.shutdown();
    housekeeping.shutdown();
  }
}

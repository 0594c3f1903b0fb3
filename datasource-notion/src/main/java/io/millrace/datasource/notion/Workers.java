package io.millrace.datasource.notion;

import io.millrace.datasource.DatasourceException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The threads that wait for Notion's answers. A task never waits for another one, and whoever waits
 * for a task ends at once when interrupted.
 */
final class Workers implements AutoCloseable {
  /** More than the longest request with all its attempts and its place in the queue. */
  private static final long PATIENCE_MINUTES = 30;

  private final ThreadPoolExecutor threads;
  private final int count;

  Workers(int count) {
    this.count = count;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            count,
            count,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "notion-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  int count() {
    return count;
  }

  <T> Future<T> start(Supplier<T> task) {
    return threads.submit(task::get);
  }

  <T> T call(Supplier<T> task) {
    return join(start(task));
  }

  /** Waits for a task, and ends it when the waiting thread is interrupted. */
  <T> T join(Future<T> task) {
    try {
      return task.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DatasourceException.retriable("Interrupted while reading from Notion", e);
    } catch (TimeoutException e) {
      throw DatasourceException.retriable(
          "Notion did not answer within %d minutes".formatted(PATIENCE_MINUTES), e);
    } catch (ExecutionException e) {
      throw rethrown(e);
    } finally {
      task.cancel(true);
    }
  }

  /** Returns a queue of tasks that end in any order. */
  <T> CompletionService<T> queue() {
    return new ExecutorCompletionService<>(threads);
  }

  /** Waits for the next task of a queue. */
  <T> T take(CompletionService<T> queue) {
    try {
      Future<T> done = queue.poll(PATIENCE_MINUTES, TimeUnit.MINUTES);
      if (done == null) {
        throw DatasourceException.retriable(
            "Notion did not answer within %d minutes".formatted(PATIENCE_MINUTES), null);
      }
      return done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DatasourceException.retriable("Interrupted while reading from Notion", e);
    } catch (ExecutionException e) {
      throw rethrown(e);
    }
  }

  private static RuntimeException rethrown(ExecutionException e) {
    if (e.getCause() instanceof RuntimeException known) {
      return known;
    } else if (e.getCause() instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(e.getCause());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

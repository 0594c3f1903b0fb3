package io.millrace.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that nodes run on, the timer that retries wait on, and the watchdog of deadlines. */
public final class EngineThreads implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EngineThreads.class);
  private static final long WATCH_MILLIS = 50;

  private final ExecutorService executor;
  private final ScheduledThreadPoolExecutor timer;
  private final Set<GraphWalk> walks = ConcurrentHashMap.newKeySet();

  /**
   * Starts the threads.
   *
   * @param maxThreads how many nodes run at once where the JDK has no virtual threads
   */
  public EngineThreads(int maxThreads) {
    executor = WorkerThreads.create("millrace-node", maxThreads);
    timer = new ScheduledThreadPoolExecutor(1, WorkerThreads.daemons("millrace-timer"));
    timer.setRemoveOnCancelPolicy(true);
    var unused =
        timer.scheduleWithFixedDelay(
            this::checkDeadlines, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void checkDeadlines() {
    long now = System.nanoTime();
    for (GraphWalk walk : walks) {
      try {
        walk.checkDeadlines(now);
      } catch (RuntimeException e) {
        log.error("The watchdog failed on a walk and goes on with the others", e);
      }
    }
  }

  void watch(GraphWalk walk) {
    walks.add(walk);
  }

  void unwatch(GraphWalk walk) {
    walks.remove(walk);
  }

  /** Runs a task on a worker thread; returns whether it will: not once the engine is closing. */
  public boolean execute(Runnable task) {
    try {
      executor.execute(task);
      return true;
    } catch (RejectedExecutionException closing) {
      log.debug("The engine is closing; a task is dropped", closing);
      return false;
    }
  }

  /** Returns whether tasks wait for a thread. */
  public boolean areWanted() {
    return executor instanceof ThreadPoolExecutor pool && !pool.getQueue().isEmpty();
  }

  /** Runs a task on a worker thread when the time has passed. */
  Future<?> after(long millis, Runnable task) {
    try {
      return timer.schedule(() -> execute(task), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      log.debug("The engine is closing; a retry is dropped", closing);
      return CompletableFuture.completedFuture(null);
    }
  }

  /** Waits for running tasks, at most {@code grace}, then interrupts what is left. */
  public void close(Duration grace) {
    timer.shutdownNow();
    executor.shutdown();
    try {
      if (!executor.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }
}

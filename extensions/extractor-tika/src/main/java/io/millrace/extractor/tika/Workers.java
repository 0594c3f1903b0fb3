package io.millrace.extractor.tika;

import io.millrace.extractor.ExtractionException.Reason;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Daemon threads that parse. The caller waits no longer than its deadline: then the worker is
 * interrupted and left alone, so that a parser that hangs holds up nobody but itself.
 */
final class Workers implements AutoCloseable {

  /** How many abandoned parsers may hang at once before new work is refused. */
  private static final int MOST_HANGING = 32;

  /** Deeply nested documents recurse; the default stack is too small for what limits allow. */
  private static final long STACK_BYTES = 8L << 20;

  private final AtomicInteger hanging = new AtomicInteger();
  private final ExecutorService threads;

  Workers() {
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              String name = "millrace-extractor-" + number.incrementAndGet();
              Thread thread = new Thread(null, task, name, STACK_BYTES);
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Runs {@code work} and returns its result.
   *
   * @throws FailedWork with what it threw
   * @throws Flaw if it was not run to its end
   */
  <T> T run(Callable<T> work, Duration timeout) throws FailedWork {
    if (hanging.get() >= MOST_HANGING) {
      throw Flaw.of(
          Reason.TIMEOUT,
          "was not tried: %d earlier files still hang in their parsers".formatted(MOST_HANGING));
    }
    Task<T> task = new Task<>(work);
    try {
      threads.execute(task);
      return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      task.abandon();
      throw Flaw.of(Reason.TIMEOUT, "took longer than %s to read".formatted(seconds(timeout)), e);
    } catch (InterruptedException e) {
      task.abandon();
      Thread.currentThread().interrupt();
      throw Flaw.of(Reason.TIMEOUT, "was given up because the run was stopped", e);
    } catch (RejectedExecutionException e) {
      throw Flaw.of(Reason.UNREADABLE, "was not read: the extractor is closed", e);
    } catch (ExecutionException e) {
      throw new FailedWork(e.getCause() == null ? e : e.getCause());
    }
  }

  /** Ends the calling worker when nobody waits for it any more. */
  static void stopIfGivenUp() {
    if (Thread.currentThread().isInterrupted()) {
      throw Flaw.of(Reason.TIMEOUT, "was given up");
    }
  }

  private static String seconds(Duration timeout) {
    return timeout.toMillis() < 1000
        ? timeout.toMillis() + " ms"
        : timeout.toMillis() % 1000 == 0
            ? timeout.toSeconds() + " s"
            : timeout.toMillis() / 1000.0 + " s";
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** What a worker threw. */
  static final class FailedWork extends Exception {
    private static final long serialVersionUID = 1L;

    FailedWork(Throwable cause) {
      super(cause);
    }
  }

  /** Work that knows whether it was left alone, and tells when it comes back all the same. */
  private final class Task<T> extends FutureTask<T> {
    private final AtomicInteger state = new AtomicInteger();

    Task(Callable<T> work) {
      super(work);
    }

    /** Interrupts the worker; counts it as hanging until it is back. */
    void abandon() {
      if (state.compareAndSet(0, 1)) {
        hanging.incrementAndGet();
      }
      cancel(true);
    }

    @Override
    public void run() {
      try {
        super.run();
      } finally {
        if (state.getAndSet(2) == 1) {
          hanging.decrementAndGet();
        }
      }
    }
  }
}

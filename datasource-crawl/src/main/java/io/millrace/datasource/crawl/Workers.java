package io.millrace.datasource.crawl;

import io.millrace.datasource.DatasourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The threads of a crawl: as many as pages may be under way; they end with it. */
final class Workers {
  private static final int MOST = 64;

  /** Deep documents are walked by recursion in libraries. */
  private static final long STACK = 8 << 20;

  private final Schedule schedule;
  private final int count;
  private final Consumer<Visit> work;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  Workers(Schedule schedule, int count, Consumer<Visit> work) {
    this.schedule = schedule;
    this.count = Math.min(count, MOST);
    this.work = work;
  }

  /**
   * Works until there is nothing left.
   *
   * @throws DatasourceException if this thread was interrupted; what the work threw, if it did
   */
  void run() {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(null, this::loop, "millrace-crawl-" + i, STACK);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      interrupted |= ended(thread, threads);
    }
    Throwable thrown = failure.get();
    if (thrown instanceof RuntimeException e) {
      throw e;
    } else if (thrown instanceof Error e) {
      throw e;
    } else if (interrupted) {
      Thread.currentThread().interrupt();
      throw DatasourceException.retriable("The crawl was interrupted", null);
    }
  }

  /** Waits for a thread; returns whether this one was interrupted, which ends the others soon. */
  private boolean ended(Thread thread, List<Thread> all) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
        schedule.stop();
        all.forEach(Thread::interrupt);
      }
    }
  }

  private void loop() {
    try {
      for (Visit visit = schedule.next(); visit != null; visit = schedule.next()) {
        work.accept(visit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      schedule.stop();
    }
  }
}

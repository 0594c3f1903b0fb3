package io.millrace.benchmarks.drive;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Takes things from one iterator with many threads, and none before one of them is free. */
final class Workers {
  private Workers() {}

  /** What is done with each. */
  interface Work<T> {
    void on(T thing) throws Exception;
  }

  static <T> void all(Iterator<T> things, Work<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(Reading.AT_ONCE);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < Reading.AT_ONCE; i++) {
        running.add(
            threads.submit(
                () -> {
                  for (T thing = next(things); thing != null; thing = next(things)) {
                    work.on(thing);
                  }
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static <T> @Nullable T next(Iterator<T> things) {
    synchronized (things) {
      return things.hasNext() ? things.next() : null;
    }
  }
}

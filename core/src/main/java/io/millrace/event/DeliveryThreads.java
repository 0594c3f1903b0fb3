package io.millrace.event;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one bus: daemons that end with it.
 *
 * <p>Engine-wide listeners are few and live long, so each that is busy has a platform thread: one
 * that computes without end takes no carrier away from virtual threads. Subscriptions may be
 * thousands and get virtual threads where the JDK has them, else threads of a pool that grows with
 * the subscriptions that are busy.
 */
final class DeliveryThreads {
  private static final String NAME = "millrace-events-";

  private final ExecutorService forListeners = pool(NAME + "listener-%d");
  private final ExecutorService forSubscribers = virtualOrPool();
  private volatile boolean halted;

  /** Runs an engine-wide listener's courier; drops it once the bus is closed. */
  void runListener(Courier courier) {
    run(forListeners, courier);
  }

  /** Runs a subscription's courier; on the calling thread once the bus is closed. */
  void runSubscriber(Courier courier) {
    run(forSubscribers, courier);
  }

  /** Returns whether the time to deliver what was left is over. */
  boolean isHalted() {
    return halted;
  }

  /** Ends the threads when they have nothing left to do, and at the latest after {@code wait}. */
  boolean close(Duration wait) {
    long deadline = System.nanoTime() + wait.toNanos();
    forListeners.shutdown();
    forSubscribers.shutdown();
    boolean ended = await(forListeners, deadline) && await(forSubscribers, deadline);
    halted = true;
    forListeners.shutdownNow();
    forSubscribers.shutdownNow();
    return ended;
  }

  private static void run(ExecutorService threads, Courier courier) {
    try {
      threads.execute(courier);
    } catch (RejectedExecutionException closed) {
      courier.runHere();
    }
  }

  private static boolean await(ExecutorService threads, long deadline) {
    try {
      return threads.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static ExecutorService pool(String names) {
    return Executors.newCachedThreadPool(
        new ThreadFactoryBuilder().setNameFormat(names).setDaemon(true).build());
  }

  private static ExecutorService virtualOrPool() {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      builder =
          type.getMethod("name", String.class, long.class)
              .invoke(builder, NAME + "subscriber-", 0L);
      Object factory = type.getMethod("factory").invoke(builder);
      Method perTask = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
      return (ExecutorService) perTask.invoke(null, factory);
    } catch (ReflectiveOperationException withoutVirtualThreads) {
      return pool(NAME + "subscriber-%d");
    }
  }
}

package io.millrace.testkit.contract;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a plugin does wrong, and the test that must notice.
 *
 * @param stage a contract's tests over a plugin that is good but for this
 * @param test the test that must fail
 * @param port the port whose method is wrong
 * @param method the method
 * @param wrong what it does instead
 */
record Defect<T>(Class<?> stage, String test, Class<T> port, String method, Wrong<T> wrong) {

  /** What a call does instead. */
  @FunctionalInterface
  interface Wrong<T> {
    @Nullable Object call(T good, Call call) throws Throwable;
  }

  /** A call of a port. */
  interface Call {
    Object[] arguments();

    /** Does what it should; returns an empty text where that gives nothing. */
    Object real() throws Throwable;

    default <A> A argument(int index, Class<A> type) {
      return type.cast(arguments()[index]);
    }
  }

  /** Fails who comes while another is inside, and waits a little for somebody to come. */
  static <T> Wrong<T> notTogether() {
    AtomicInteger inside = new AtomicInteger();
    return (good, call) -> {
      if (inside.incrementAndGet() > 1) {
        throw new IllegalStateException("two at once");
      }
      try {
        var unused = new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
        return call.real();
      } finally {
        inside.decrementAndGet();
      }
    };
  }

  /** Stays for some seconds, whatever happens. */
  static <T> Wrong<T> deaf() {
    return (good, call) -> {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
      for (long left = 1; left > 0; left = end - System.nanoTime()) {
        try {
          var unused = new CountDownLatch(1).await(left, TimeUnit.NANOSECONDS);
        } catch (InterruptedException ignored) {
          // That is the defect.
        }
      }
      return call.real();
    };
  }

  /** Fails in a way of its own where its thread is interrupted. */
  static <T> Wrong<T> upsetByInterrupts() {
    return (good, call) -> {
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("interrupted");
      }
      return call.real();
    };
  }

  /** Says something else each time: a number after what it should say. */
  static <T> Wrong<T> restless() {
    AtomicInteger calls = new AtomicInteger();
    return (good, call) -> call.real() + " " + calls.incrementAndGet();
  }

  /** Returns always the same. */
  static <T> Wrong<T> always(@Nullable Object value) {
    return (good, call) -> value;
  }

  @Override
  public String toString() {
    return stage.getSimpleName() + "." + test;
  }
}

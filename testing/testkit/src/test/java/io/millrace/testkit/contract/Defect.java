package io.millrace.testkit.contract;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a plugin does wrong, and the test that must notice.
 *
 * @param contract a contract's tests, over a plugin that is good but for this
 * @param test the test that must fail
 * @param port the port whose method is wrong
 * @param method the method
 * @param wrong what it does instead
 */
record Defect<T>(Class<?> contract, String test, Class<T> port, String method, Wrong<T> wrong) {

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

  /** Fails who comes while another is inside, and of several threads has two meet there. */
  static <T> Wrong<T> notTogether() {
    AtomicInteger inside = new AtomicInteger();
    CountDownLatch met = new CountDownLatch(1);
    return (good, call) -> {
      if (inside.incrementAndGet() > 1) {
        met.countDown();
        throw new IllegalStateException("two at once");
      }
      try {
        if (Threads.areTogether()) {
          var unused = met.await(20, TimeUnit.SECONDS);
        }
        return call.real();
      } finally {
        inside.decrementAndGet();
      }
    };
  }

  /** Stays until the defect is taken out, whatever happens. */
  static <T> Wrong<T> deaf() {
    return endless(
        (good, call) -> {
          Uninterruptibles.awaitUninterruptibly(Planted.takenOut(), 1, TimeUnit.MINUTES);
          return call.real();
        });
  }

  /** Does what keeps whoever calls waiting. */
  static <T> Wrong<T> endless(Wrong<T> wrong) {
    return new Endless<>(wrong);
  }

  /** Returns whether somebody must lose patience for the defect to be seen. */
  boolean keepsWaiting() {
    return wrong instanceof Endless;
  }

  private record Endless<T>(Wrong<T> wrong) implements Wrong<T> {
    @Override
    public @Nullable Object call(T good, Call call) throws Throwable {
      return wrong.call(good, call);
    }
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
    return contract.getSimpleName() + "." + test;
  }
}

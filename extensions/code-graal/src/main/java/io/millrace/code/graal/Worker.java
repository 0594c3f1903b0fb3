package io.millrace.code.graal;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread with a context that only it enters.
 *
 * <p>A platform thread, because the bytes that it allocates are counted, and with room for deep
 * recursion, which then ends in the language's own error.
 */
final class Worker {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);
  private static final long STACK_BYTES = 16L << 20;
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final Contexts contexts;
  private final Language language;
  private final CallLimits limits;
  private final ThreadPoolExecutor executor;
  private volatile @Nullable Thread thread;
  private volatile @Nullable Sandbox sandbox;
  private volatile boolean stopped;

  Worker(Language language, Contexts contexts, CallLimits limits) {
    this.language = language;
    this.contexts = contexts;
    this.limits = limits;
    this.executor =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::newThread);
  }

  private Thread newThread(Runnable task) {
    String name = "millrace-code-" + language.id() + "-" + NUMBERS.incrementAndGet();
    Thread made = new Thread(null, task, name, STACK_BYTES);
    made.setDaemon(true);
    thread = made;
    return made;
  }

  /** Starts a call; the future fails with what the code threw. */
  Future<CallResult> start(String code, String inputs) {
    Callable<CallResult> call = () -> sandbox().call(code, inputs);
    return executor.submit(call);
  }

  /** Opens the context ahead of the first call. */
  void warmUp() {
    executor.execute(
        () -> {
          try {
            if (!stopped) {
              sandbox();
            }
          } catch (RuntimeException e) {
            // The first call will fail with it, unless the executor was closed meanwhile.
            log.debug("Could not open a context ahead of its first call", e);
          }
        });
  }

  private Sandbox sandbox() {
    Sandbox current = sandbox;
    if (current == null) {
      current = new Sandbox(language, contexts.open(), limits);
      sandbox = current;
    }
    return current;
  }

  Language language() {
    return language;
  }

  /** Returns the thread's id, or -1 before the first call. */
  long threadId() {
    Thread current = thread;
    return current == null ? -1 : idOf(current);
  }

  @SuppressWarnings("deprecation") // threadId() is not in Java 17
  private static long idOf(Thread thread) {
    return thread.getId();
  }

  /** Stops what runs and lets go of the context; waits for neither. */
  void stop() {
    stopped = true;
    executor.shutdown();
    Sandbox current = sandbox;
    if (current != null) {
      Thread closer = new Thread(current::close, "millrace-code-closer");
      closer.setDaemon(true);
      closer.start();
    }
  }
}

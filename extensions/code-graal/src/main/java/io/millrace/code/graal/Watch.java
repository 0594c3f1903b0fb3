package io.millrace.code.graal;

import com.sun.management.ThreadMXBean;
import io.millrace.node.CodeExecutionException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for one call, and stops it when it uses too much or is no longer wanted. */
final class Watch {
  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final double FULL_HEAP = 0.85;

  private final Worker worker;
  private final CallLimits limits;
  private final GraalCodeExecutor.Deadline deadline;
  private final @Nullable ThreadMXBean threads;

  Watch(Worker worker, CallLimits limits, GraalCodeExecutor.Deadline deadline) {
    this.worker = worker;
    this.limits = limits;
    this.deadline = deadline;
    this.threads =
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
                && bean.isThreadAllocatedMemorySupported()
            ? bean
            : null;
  }

  /**
   * Runs the call.
   *
   * @throws CodeExecutionException if it fails or is stopped; the worker is then gone
   */
  CallResult call(String code, String inputs) {
    long before = allocated();
    Future<CallResult> future = worker.start(code, inputs);
    while (true) {
      String excess = null;
      try {
        return future.get(
            Math.max(1, Math.min(LOOK_EVERY_NANOS, deadline.leftNanos())), TimeUnit.NANOSECONDS);
      } catch (TimeoutException stillRunning) {
        excess = excess(allocated() - Math.max(0, before));
      } catch (InterruptedException e) {
        worker.stop();
        Thread.currentThread().interrupt();
        throw new CodeExecutionException("The code was stopped", e);
      } catch (ExecutionException | CancellationException e) {
        worker.stop();
        throw Failures.of(e, worker.language());
      }
      if (excess != null) {
        worker.stop();
        throw new CodeExecutionException(excess);
      }
    }
  }

  private long allocated() {
    long id = worker.threadId();
    return threads == null || id < 0 ? 0 : threads.getThreadAllocatedBytes(id);
  }

  private @Nullable String excess(long allocated) {
    if (deadline.leftNanos() <= 0) {
      return "The code took too long: it may run for " + deadline.allowed().toMillis() + " ms";
    } else if (deadline.request().cancelled().getAsBoolean()) {
      return "The code was stopped";
    } else if (allocated > limits.allocation() || heapIsAtRisk(allocated)) {
      return "The code used too much memory: it allocated " + (allocated >> 20) + " MiB";
    }
    return null;
  }

  /** A nearly full heap hurts everybody: whoever took a large part of it has to stop. */
  private static boolean heapIsAtRisk(long allocated) {
    Runtime runtime = Runtime.getRuntime();
    long max = runtime.maxMemory();
    return allocated > max / 8 && runtime.totalMemory() - runtime.freeMemory() > max * FULL_HEAP;
  }
}

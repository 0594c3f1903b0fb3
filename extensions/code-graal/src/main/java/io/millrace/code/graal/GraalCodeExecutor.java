package io.millrace.code.graal;

import io.millrace.node.CodeExecutionException;
import io.millrace.node.CodeExecutor;
import io.millrace.python.PythonText;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Gives each call a warm worker, watches it, and keeps the worker if nothing stuck to it. */
final class GraalCodeExecutor implements CodeExecutor {
  private final Language language;
  private final CallLimits limits;
  private final Semaphore slots;
  private final Deque<Worker> idle = new ConcurrentLinkedDeque<>();
  private final Contexts contexts;
  private volatile boolean closed;

  GraalCodeExecutor(Language language, CallLimits limits) {
    this.language = language;
    this.limits = limits;
    this.slots = new Semaphore(limits.workers());
    this.contexts = new Contexts(language);
  }

  @Override
  public Map<String, @Nullable Object> execute(Request request) {
    Deadline deadline = Deadline.of(request, limits);
    String inputs = PythonText.json(request.inputs());
    take(deadline);
    try {
      Worker worker = worker();
      CallResult result = new Watch(worker, limits, deadline).call(request.code(), inputs);
      release(worker, result.reusable());
      if (result.failure() != null) {
        throw result.failure();
      }
      return JsonResult.read(result.json());
    } finally {
      slots.release();
    }
  }

  private void take(Deadline deadline) {
    try {
      if (!slots.tryAcquire(deadline.leftNanos(), TimeUnit.NANOSECONDS)) {
        throw new CodeExecutionException(
            "The code did not get to run: "
                + limits.workers()
                + " calls run at once, and none of them ended in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CodeExecutionException("The code was stopped before it began", e);
    }
  }

  private Worker worker() {
    if (closed) {
      throw new CodeExecutionException("The engine that would run this code is closed");
    }
    Worker worker = idle.pollFirst();
    return worker == null ? new Worker(language, contexts, limits) : worker;
  }

  private void release(Worker worker, boolean reusable) {
    if (reusable && !closed) {
      idle.addFirst(worker);
      if (closed) {
        close();
      }
      return;
    }
    worker.stop();
    if (!closed && idle.isEmpty()) {
      Worker spare = new Worker(language, contexts, limits);
      spare.warmUp();
      idle.addLast(spare);
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Worker worker = idle.pollFirst(); worker != null; worker = idle.pollFirst()) {
      worker.stop();
    }
    contexts.close();
  }

  /** When a call must have ended, and whether it is still wanted. */
  record Deadline(long nanos, Duration allowed, Request request) {

    static Deadline of(Request request, CallLimits limits) {
      Duration left = Duration.between(Instant.now(), request.deadline());
      Duration allowed = left.compareTo(limits.time()) < 0 ? left : limits.time();
      return new Deadline(System.nanoTime() + allowed.toNanos(), allowed, request);
    }

    long leftNanos() {
      return nanos - System.nanoTime();
    }
  }
}

package io.millrace.knowledge.lucene;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Makes changes durable in groups: each change is applied as soon as a thread is free, and all that
 * were applied by the time a commit begins share it.
 */
final class GroupCommit {

  /** Makes durable and visible what was applied before the call. */
  interface Commit {
    void run() throws Exception;
  }

  private record Waiting(Runnable succeed, Consumer<Throwable> fail) {}

  private final ExecutorService executor;
  private final Commit commit;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean committing = new AtomicBoolean();

  GroupCommit(ExecutorService executor, Commit commit) {
    this.executor = executor;
    this.commit = commit;
  }

  /** Applies a change; the future has its result once it is durable. */
  <T> ListenableFuture<T> submit(Callable<T> change) {
    SettableFuture<T> done = SettableFuture.create();
    executor.execute(() -> apply(change, done));
    return done;
  }

  @SuppressWarnings("CatchingUnchecked") // whatever happens, the caller must not wait for ever
  private <T> void apply(Callable<T> change, SettableFuture<T> done) {
    try {
      T result = change.call();
      waiting.add(new Waiting(() -> done.set(result), done::setException));
      commitSoon();
    } catch (Throwable e) {
      done.setException(e);
    }
  }

  private void commitSoon() {
    if (committing.compareAndSet(false, true)) {
      executor.execute(this::commitGroup);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // whatever happens, the callers must not wait for ever
  private void commitGroup() {
    List<Waiting> group = new ArrayList<>();
    for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
      group.add(next);
    }
    try {
      if (!group.isEmpty()) {
        commit.run();
      }
      group.forEach(one -> one.succeed().run());
    } catch (Throwable e) {
      group.forEach(one -> one.fail().accept(e));
    } finally {
      committing.set(false);
      if (!waiting.isEmpty()) {
        commitSoon();
      }
    }
  }
}

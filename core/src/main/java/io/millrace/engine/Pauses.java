package io.millrace.engine;

import io.millrace.node.InputRequest;
import io.millrace.node.InputSubmission;
import io.millrace.node.PendingInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The nodes of one item that wait for people, by execution id. */
final class Pauses {
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();

  private record Waiting(GraphWalk walk, NodeRun run, InputRequest request, Future<?> timeout) {}

  /** Called under the walk's lock. */
  synchronized void add(GraphWalk walk, NodeRun run, InputRequest request) {
    String id = run.execution.id();
    Future<?> timeout =
        walk.context().threads.after(request.timeout().toMillis(), () -> goOn(id, null));
    waiting.put(id, new Waiting(walk, run, request, timeout));
  }

  synchronized List<PendingInput> pending() {
    List<PendingInput> pending = new ArrayList<>();
    waiting
        .values()
        .forEach(entry -> pending.add(new PendingInput(entry.run.execution, entry.request)));
    return pending;
  }

  boolean submit(String executionId, InputSubmission submission) {
    return goOn(executionId, submission);
  }

  private boolean goOn(String executionId, @Nullable InputSubmission submission) {
    Waiting entry = take(executionId);
    if (entry == null) {
      return false;
    }
    return entry.walk.context().threads.execute(() -> entry.walk.answer(entry.run, submission));
  }

  private synchronized @Nullable Waiting take(String executionId) {
    Waiting entry = waiting.remove(executionId);
    if (entry != null) {
      entry.timeout.cancel(false);
    }
    return entry;
  }

  /** Called when a node ends in another way; returns whether it waited. */
  boolean forget(NodeRun run) {
    return take(run.execution.id()) != null;
  }
}

package io.millrace;

import io.millrace.engine.GraphWalk;
import io.millrace.engine.WalkContext;
import io.millrace.event.EventHeader.ItemTag;
import io.millrace.event.EventStream;
import io.millrace.event.NodeExecution;
import io.millrace.event.PipelineEvent;
import io.millrace.event.PipelineEvent.Totals;
import io.millrace.node.InputRequest;
import io.millrace.node.InputSubmission;
import io.millrace.node.PendingInput;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run waits for people to answer. */
final class RunPauses {
  private final RunSetup setup;
  private final EventStream stream;
  private final Instant startedAt;

  RunPauses(RunSetup setup, EventStream stream, Instant startedAt) {
    this.setup = setup;
    this.stream = stream;
    this.startedAt = startedAt;
  }

  /** Returns what publishes the pauses of one item's walk. */
  RunPublisher.PauseListener of(
      RunItem item, @Nullable ItemTag tag, java.util.function.Supplier<WalkContext> context) {
    return new RunPublisher.PauseListener() {
      @Override
      public void paused(NodeExecution node) {
        WalkContext walk = context.get();
        Totals totals = new Totals(walk.tokens(), walk.steps(), walk.exceptions());
        stream.publish(
            tag,
            header ->
                new PipelineEvent.WorkflowPaused(header, node, startedAt, walk.outputs(), totals));
      }

      @Override
      public void resumed(NodeExecution node) {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>(setup.inputs().values());
        SystemVariables.of(setup, tag == null ? item : null)
            .forEach((name, value) -> inputs.put("sys." + name, value));
        stream.publish(
            tag,
            header -> new PipelineEvent.WorkflowResumed(header, node, setup.workflowId(), inputs));
      }
    };
  }

  static List<PendingInput> pending(Set<GraphWalk> walks) {
    return walks.stream().flatMap(walk -> walk.pendingInputs().stream()).toList();
  }

  static void resume(Set<GraphWalk> walks, String executionId, InputSubmission submission) {
    List<PendingInput> pending = pending(walks);
    PendingInput asked =
        pending.stream()
            .filter(one -> one.node().id().equals(executionId))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidSubmissionException(
                        "Nothing waits under '%s'. Waiting: %s"
                            .formatted(
                                executionId,
                                pending.stream().map(one -> one.node().id()).toList())));
    List<String> actions = asked.request().actions().stream().map(InputRequest.Action::id).toList();
    if (!actions.contains(submission.action())) {
      throw new InvalidSubmissionException(
          "Node %s asks for one of the actions %s, but the answer was '%s'"
              .formatted(asked.node().nodeId(), actions, submission.action()));
    }
    List<String> fields = asked.request().fields().stream().map(InputRequest.Field::name).toList();
    for (String name : submission.values().keySet()) {
      if (!fields.contains(name)) {
        throw new InvalidSubmissionException(
            "Node %s has no field '%s'. Its fields: %s"
                .formatted(asked.node().nodeId(), name, fields));
      }
    }
    if (walks.stream().noneMatch(walk -> walk.submit(executionId, submission))) {
      throw new InvalidSubmissionException(
          "Node " + asked.node().nodeId() + " was answered already, or its time was up");
    }
  }
}

package io.millrace;

import io.millrace.engine.WalkListener;
import io.millrace.event.EventHeader.ItemTag;
import io.millrace.event.EventStream;
import io.millrace.event.NodeExecution;
import io.millrace.event.NodeStatus;
import io.millrace.event.PipelineEvent;
import io.millrace.event.PipelineEvent.NodeReport;
import io.millrace.node.InputRequest;
import io.millrace.node.NodeResult;
import io.millrace.variable.Selector;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Publishes what one item's walks do. */
final class RunPublisher implements WalkListener {
  private final EventStream stream;
  private final @Nullable ItemTag item;
  private final SecretMask mask;
  private final PauseListener pauses;

  /** Texts that come in pieces, by their node's execution. */
  private final Map<String, MaskedPieces> streamed = new ConcurrentHashMap<>();

  /** Is told when nodes of the item wait for people. */
  interface PauseListener {
    void paused(NodeExecution node);

    void resumed(NodeExecution node);
  }

  RunPublisher(EventStream stream, @Nullable ItemTag item, SecretMask mask, PauseListener pauses) {
    this.stream = stream;
    this.item = item;
    this.mask = mask;
    this.pauses = pauses;
  }

  @Override
  public void reported() {
    stream.tellListeners();
  }

  @Override
  public void nodeStarted(NodeExecution node) {
    if (!isContainer(node)) {
      stream.publish(item, header -> new PipelineEvent.NodeStarted(header, node, Map.of()));
    }
  }

  @Override
  public void nodeRetried(
      NodeExecution node, Instant startedAt, NodeResult.Failed failed, int retryIndex) {
    stream.publish(
        item,
        header ->
            new PipelineEvent.NodeRetry(
                header, node, startedAt, report(failed), mask.text(failed.error()), retryIndex));
  }

  @Override
  public void nodeFinished(
      NodeExecution node,
      Instant startedAt,
      NodeStatus status,
      NodeResult result,
      @Nullable String error) {
    MaskedPieces pieces = streamed.remove(node.id());
    if (pieces != null) {
      publish(pieces.selector(), pieces.rest());
    }
    if (!isContainer(node)) {
      stream.publish(
          item,
          header ->
              new PipelineEvent.NodeFinished(
                  header, node, startedAt, status, report(result), mask.textOrNull(error)));
    }
  }

  @Override
  public void containerStarted(
      NodeExecution node, int length, Map<String, @Nullable Object> inputs) {
    stream.publish(
        item, header -> new PipelineEvent.ContainerStarted(header, node, length, mask.map(inputs)));
  }

  @Override
  public void containerNext(
      NodeExecution node, int index, @Nullable Map<String, @Nullable Object> before) {
    stream.publish(item, header -> new PipelineEvent.ContainerNext(header, node, index));
  }

  @Override
  public void containerCompleted(
      NodeExecution node, Instant startedAt, NodeStatus status, NodeResult result, int steps) {
    String error = result instanceof NodeResult.Failed failed ? mask.text(failed.error()) : null;
    stream.publish(
        item,
        header ->
            new PipelineEvent.ContainerCompleted(
                header, node, startedAt, status, report(result), error, steps));
  }

  @Override
  public void textStreamed(NodeExecution node, Selector selector, String piece) {
    MaskedPieces pieces =
        streamed.computeIfAbsent(node.id(), id -> new MaskedPieces(mask, selector));
    publish(selector, pieces.add(piece));
  }

  private void publish(Selector selector, String text) {
    if (!text.isEmpty()) {
      stream.publish(item, header -> new PipelineEvent.TextChunk(header, text, selector.parts()));
    }
  }

  @Override
  public void inputRequested(NodeExecution node, InputRequest request) {
    pauses.paused(node);
  }

  @Override
  public void inputReceived(NodeExecution node) {
    pauses.resumed(node);
  }

  /** Iterations and loops have events of their own (spec/02 §2). */
  private static boolean isContainer(NodeExecution node) {
    return node.nodeType().equals("iteration") || node.nodeType().equals("loop");
  }

  private NodeReport report(NodeResult result) {
    return new NodeReport(
        mask.mapOrNull(result.inputs()),
        mask.map(result.processData()),
        mask.map(result.outputs()),
        mask.map(result.metadata()));
  }
}

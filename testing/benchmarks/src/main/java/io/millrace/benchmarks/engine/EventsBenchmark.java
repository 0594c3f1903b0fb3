package io.millrace.benchmarks.engine;

import io.millrace.PipelineEngine;
import io.millrace.PipelineRun;
import io.millrace.RunRequest;
import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Rounds;
import io.millrace.benchmarks.harness.Rounds.Cost;
import io.millrace.benchmarks.harness.Scale;
import io.millrace.event.EventBus;
import io.millrace.event.EventBusSettings;
import io.millrace.event.EventStream;
import io.millrace.event.NodeExecution;
import io.millrace.event.NodeStatus;
import io.millrace.event.PipelineEvent;
import io.millrace.event.PipelineEvent.NodeReport;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The events of a run of 10,000 nodes, until each of three subscribers has the last. */
public final class EventsBenchmark implements Benchmark {
  /** More events than a run has: its subscribers come when it is under way. */
  private static final int KEPT = 65_536;

  private static final int SUBSCRIBERS = 3;

  @Override
  public String name() {
    return "engine-events";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    int nodes = scale == Scale.TINY ? 50 : 10_000;
    String what = "events of %,d nodes published and delivered to 3 subscribers, ".formatted(nodes);
    add(report, what, 2 * nodes, scale, () -> publish(nodes));
    RunRequest request = NoopPipelines.request(NoopPipelines.chain(nodes));
    try (PipelineEngine engine = NoopPipelines.engine().eventBuffer(KEPT).build()) {
      what =
          "whole runs of %,d no-op nodes with 3 subscribers and a listener, deliveries to subscribers, "
              .formatted(nodes);
      add(report, what, SUBSCRIBERS * 2 * nodes, scale, () -> runWithSubscribers(engine, request));
    }
  }

  private static void add(Report report, String what, int events, Scale scale, Rounds.Work work)
      throws Exception {
    Cost cost = Rounds.costs(scale, Map.of("", work)).values().iterator().next();
    report.add(figure(what + "a second of processor time", events / cost.processor()));
    report.add(figure(what + "on the clock", events / cost.clock()));
  }

  private static Figure figure(String what, double eventsANano) {
    return Figure.of(what, eventsANano * 1e9, "events/s", Goal.atLeast(1_000_000));
  }

  private static Object publish(int nodes) throws Exception {
    try (EventBus bus = new EventBus(EventBusSettings.DEFAULT)) {
      EventStream stream = bus.open("task", "run", Clock.systemUTC());
      List<Counter> counters = counters(stream);
      NodeReport nothing = new NodeReport(null, Map.of(), Map.of(), Map.of());
      Instant startedAt = Instant.EPOCH;
      for (int i = 0; i < nodes; i++) {
        NodeExecution node = new NodeExecution("e", "n", "noop", "n", i, null, null);
        stream.publish(null, header -> new PipelineEvent.NodeStarted(header, node, Map.of()));
        stream.publish(
            null,
            header ->
                new PipelineEvent.NodeFinished(
                    header, node, startedAt, NodeStatus.SUCCEEDED, nothing, null));
      }
      stream.complete();
      return total(counters);
    }
  }

  private static Object runWithSubscribers(PipelineEngine engine, RunRequest request)
      throws Exception {
    PipelineRun run = engine.start(request);
    return total(counters(run.events()));
  }

  private static List<Counter> counters(Flow.Publisher<PipelineEvent> events) {
    List<Counter> counters = Stream.generate(Counter::new).limit(SUBSCRIBERS).toList();
    counters.forEach(events::subscribe);
    return counters;
  }

  private static long total(List<Counter> counters) throws Exception {
    long total = 0;
    for (Counter counter : counters) {
      total += counter.total.get(60, TimeUnit.SECONDS);
    }
    return total;
  }

  private static final class Counter implements Flow.Subscriber<PipelineEvent> {
    private final CompletableFuture<Long> total = new CompletableFuture<>();
    private long seen;

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(PipelineEvent event) {
      seen++;
    }

    @Override
    public void onError(Throwable problem) {
      total.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
      total.complete(seen);
    }
  }
}

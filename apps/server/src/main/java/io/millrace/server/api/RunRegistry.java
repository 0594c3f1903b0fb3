package io.millrace.server.api;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.millrace.PipelineRun;
import io.millrace.RunResult;
import io.millrace.event.PipelineEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * The runs under way, and those that ended not long ago with their events, so that a client that
 * was cut off can read on. Bounded by time and by the size of what the events hold.
 */
public final class RunRegistry {
  private static final long KEPT_CHARACTERS = 32L << 20;
  private static final Duration KEPT_FOR = Duration.ofMinutes(15);

  private final Map<String, ServedRun> underWay = new ConcurrentHashMap<>();
  private final Cache<String, Ended> ended =
      CacheBuilder.newBuilder()
          .maximumWeight(KEPT_CHARACTERS)
          .weigher((String id, Ended run) -> run.weight())
          .expireAfterWrite(KEPT_FOR)
          .build();

  private record Ended(ServedRun run, int weight) {}

  private final Consumer<String> counted;

  /**
   * Creates a registry without runs.
   *
   * @param counted told the status of each run that ended
   */
  public RunRegistry(Consumer<String> counted) {
    this.counted = counted;
  }

  /**
   * Adds a run.
   *
   * @param keep whether it is kept for a while when it has ended
   */
  ServedRun add(PipelineRun run, String datasetId, boolean published, boolean keep) {
    ServedRun served = new ServedRun(run, datasetId, published, Instant.now());
    underWay.put(run.runId(), served);
    served.endsWith(
        run.result()
            .whenComplete(
                (result, failure) -> {
                  if (result != null) {
                    counted.accept(result.status().wireName());
                    served.ended(result);
                    if (keep) {
                      keep(served, result);
                    }
                  }
                  underWay.remove(run.runId());
                }));
    return served;
  }

  private void keep(ServedRun served, RunResult result) {
    String id = served.run().runId();
    ended.put(id, new Ended(served, Weight.of(result)));
    served.run().events().subscribe(new Weighing(id, served));
  }

  Optional<ServedRun> find(String datasetId, String runId) {
    ServedRun run = underWay.get(runId);
    Ended past = run == null ? ended.getIfPresent(runId) : null;
    if (past != null) {
      run = past.run();
    }
    return Optional.ofNullable(run).filter(found -> found.datasetId().equals(datasetId));
  }

  /** Returns whether a run is at work on a batch. */
  boolean isUnderWay(String batch) {
    return underWay.values().stream().anyMatch(served -> served.run().batch().equals(batch));
  }

  /** Returns what completes when the runs have ended that are under way now. */
  public CompletableFuture<Void> ended() {
    return CompletableFuture.allOf(
        underWay.values().stream()
            .map(served -> served.run().result())
            .toArray(CompletableFuture<?>[]::new));
  }

  /** Stops the runs that are under way and returns their ids. */
  public List<String> stopAll() {
    List<ServedRun> left = List.copyOf(underWay.values());
    left.forEach(served -> served.run().cancel());
    return left.stream().map(served -> served.run().runId()).toList();
  }

  /** Returns how many runs have not ended. */
  public int size() {
    return underWay.size();
  }

  /** Reads a run's events once to find out how much keeping them takes. */
  private final class Weighing implements Flow.Subscriber<PipelineEvent> {
    private final String id;
    private final ServedRun run;
    private long weight;

    Weighing(String id, ServedRun run) {
      this.id = id;
      this.run = run;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(PipelineEvent event) {
      weight += Weight.of(event);
    }

    @Override
    public void onError(Throwable problem) {
      onComplete();
    }

    @Override
    public void onComplete() {
      ended.put(id, new Ended(run, (int) Math.min(Integer.MAX_VALUE, weight)));
    }
  }
}

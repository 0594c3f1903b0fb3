package io.millrace.metrics.micrometer;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.millrace.event.PipelineEvent;
import io.millrace.event.PipelineListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts and times what an engine does. Found by {@code discover()} when its module is on the class
 * path, and then writes to Micrometer's global registry; add one with a registry of your own by
 * {@code addListener}.
 *
 * <p>The meters, with their tags: {@code millrace.runs} (timer; {@code status}), {@code
 * millrace.items} (counter; {@code datasource}, {@code status}), {@code millrace.nodes} (timer;
 * {@code type}, {@code status}), {@code millrace.node.retries} (counter; {@code type}), {@code
 * millrace.tokens} (counter). No tag holds a name that users choose; beyond a hundred node types a
 * type is {@code other}.
 *
 * @since 0.1
 */
public final class MicrometerMetrics implements PipelineListener {
  private static final int MOST_TYPES = 100;

  private final MeterRegistry registry;
  private final Set<String> types = ConcurrentHashMap.newKeySet();

  /** For {@link java.util.ServiceLoader}; writes to the global registry. */
  public MicrometerMetrics() {
    this(Metrics.globalRegistry);
  }

  /** Writes to a registry. */
  public MicrometerMetrics(MeterRegistry registry) {
    this.registry = requireNonNull(registry, "registry");
  }

  @Override
  public void onEvent(PipelineEvent event) {
    if (event instanceof PipelineEvent.NodeFinished node) {
      nodeEnded(node.node().nodeType(), node.status(), node.startedAt(), node.header().at());
    } else if (event instanceof PipelineEvent.ContainerCompleted node) {
      nodeEnded(node.node().nodeType(), node.status(), node.startedAt(), node.header().at());
    } else if (event instanceof PipelineEvent.NodeRetry retry) {
      registry.counter("millrace.node.retries", "type", type(retry.node().nodeType())).increment();
    } else if (event instanceof PipelineEvent.ItemFinished item) {
      registry
          .counter(
              "millrace.items",
              "datasource",
              item.outcome().datasourceType(),
              "status",
              word(item.outcome().status()))
          .increment();
    } else if (event instanceof PipelineEvent.WorkflowFinished run) {
      timer("millrace.runs", "status", word(run.status()))
          .record(between(run.startedAt(), run.header().at()));
      registry.counter("millrace.tokens").increment((double) run.totals().tokens());
    }
  }

  private void nodeEnded(String type, Enum<?> status, Instant from, Instant to) {
    timer("millrace.nodes", "type", type(type), "status", word(status)).record(between(from, to));
  }

  private Timer timer(String name, String... tags) {
    return registry.timer(name, tags);
  }

  private String type(String type) {
    return types.contains(type) || (types.size() < MOST_TYPES && types.add(type)) ? type : "other";
  }

  private static Duration between(Instant from, Instant to) {
    Duration time = Duration.between(from, to);
    return time.isNegative() ? Duration.ZERO : time;
  }

  private static String word(Enum<?> status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

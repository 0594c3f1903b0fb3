package io.millrace.server.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that looks at everything that is open, once a second: pings, and late requests. */
final class Heartbeat implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

  private final ScheduledExecutorService timer;
  private final long pingNanos;
  private final Map<SseStream, Long> streams = new ConcurrentHashMap<>();
  private final ConnectionWatch connections;

  Heartbeat(Duration pingInterval, ConnectionWatch connections) {
    this.pingNanos = pingInterval.toNanos();
    this.connections = connections;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "millrace-http-heartbeat");
              thread.setDaemon(true);
              return thread;
            });
    long period = Math.min(TimeUnit.SECONDS.toNanos(1), pingNanos);
    var unused = timer.scheduleAtFixedRate(this::beat, period, period, TimeUnit.NANOSECONDS);
  }

  /** Looks after a stream until {@link #forget}. */
  void add(SseStream stream) {
    streams.put(stream, System.nanoTime());
  }

  void forget(SseStream stream) {
    streams.remove(stream);
  }

  int openStreams() {
    return streams.size();
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  private void beat() {
    try {
      long now = System.nanoTime();
      streams.forEach(
          (stream, pinged) -> {
            if (now - pinged >= pingNanos && streams.replace(stream, pinged, now)) {
              stream.ping();
            }
          });
      connections.closeLate(now);
    } catch (RuntimeException e) {
      log.error("The heartbeat goes on after an error", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

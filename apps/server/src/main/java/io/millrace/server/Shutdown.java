package io.millrace.server;

import io.millrace.server.api.RunRegistry;
import io.millrace.server.http.HttpServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a server: what is under way may finish within the grace, the rest is stopped by name. */
final class Shutdown {
  private static final Logger log = LoggerFactory.getLogger(Shutdown.class);
  private static final Duration AFTER_STOP = Duration.ofSeconds(5);

  private final RunRegistry runs;
  private final ExecutorService browsing;
  private volatile boolean begun;

  Shutdown(RunRegistry runs, ExecutorService browsing) {
    this.runs = runs;
    this.browsing = browsing;
  }

  boolean begun() {
    return begun;
  }

  void run(HttpServer http, Duration grace) {
    synchronized (this) {
      if (begun) {
        return;
      }
      begun = true;
    }
    CompletableFuture<Void> answered = http.refuseNewRequests();
    CompletableFuture<Void> all = CompletableFuture.allOf(answered, runs.ended());
    if (!await(all, grace)) {
      List<String> stopped = runs.stopAll();
      if (!stopped.isEmpty()) {
        log.warn("Stopped after {} s: runs {}", grace.toSeconds(), stopped);
      }
      browsing.shutdownNow();
      await(all, AFTER_STOP);
    }
    browsing.shutdownNow();
    http.stop();
  }

  private static boolean await(CompletableFuture<Void> all, Duration time) {
    try {
      all.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }
}

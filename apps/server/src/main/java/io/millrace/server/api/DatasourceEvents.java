package io.millrace.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.datasource.DatasourceException;
import io.millrace.server.http.Json;
import io.millrace.server.http.SseStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends what happens while a datasource is browsed (spec/01 §6): flat objects, no pings. */
final class DatasourceEvents {
  private static final long PATIENCE_SECONDS = 30;

  private final SseStream stream;
  private final Semaphore drained = new Semaphore(0);
  private final long started = System.nanoTime();

  DatasourceEvents(SseStream stream) {
    this.stream = stream;
    stream.onDrained(drained::release);
  }

  void processing(@Nullable Integer total, @Nullable Integer completed) {
    ObjectNode event = event("datasource_processing");
    event.put("total", total);
    event.put("completed", completed);
    send(event);
  }

  void completed(Object data, @Nullable Integer total, @Nullable Integer completed) {
    ObjectNode event = event("datasource_completed");
    event.set("data", Json.MAPPER.valueToTree(data));
    event.put("total", total);
    event.put("completed", completed);
    double seconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started) / 1e3;
    event.put("time_consuming", Math.round(seconds * 100) / 100.0);
    send(event);
  }

  void error(String message) {
    ObjectNode event = event("datasource_error");
    event.put("error", message);
    send(event);
  }

  private static ObjectNode event(String name) {
    return Json.MAPPER.createObjectNode().put("event", name);
  }

  /** Waits for a slow client, but not for ever. */
  private void send(ObjectNode event) {
    stream.send("data: " + event + "\n\n");
    try {
      while (stream.isFull()) {
        if (!drained.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS) && stream.isFull()) {
          throw DatasourceException.permanent("The client took no events for too long", null);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DatasourceException.permanent("The client has gone", e);
    }
  }
}

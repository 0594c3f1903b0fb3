package io.millrace.server;

import static io.millrace.server.http.Route.get;

import io.millrace.server.http.Answer;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Route;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Tells whoever watches over the process how it is. */
final class MonitorResource {
  private final ServerMetrics metrics;
  private final BooleanSupplier ready;

  MonitorResource(ServerMetrics metrics, BooleanSupplier ready) {
    this.metrics = metrics;
    this.ready = ready;
  }

  record Status(String status) {}

  List<Route> routes() {
    return List.of(
        get("/v1/health")
            .does("health", "Whether the process lives")
            .answers(200, Status.class)
            .open()
            .by(call -> Answer.ok(new Status("ok"))),
        get("/v1/ready")
            .does("ready", "Whether it takes requests; 503 while it is being stopped")
            .answers(200, Status.class)
            .open()
            .by(
                call -> {
                  if (!ready.getAsBoolean()) {
                    throw ApiException.of(503, "not_ready", "The server is being stopped.");
                  }
                  return Answer.ok(new Status("ready"));
                }),
        get("/v1/metrics")
            .does("metrics", "Counters in the text form that Prometheus reads")
            .answers(200, "text/plain; version=0.0.4")
            .by(call -> new Answer.Text(200, "text/plain; version=0.0.4", metrics.text())));
  }
}

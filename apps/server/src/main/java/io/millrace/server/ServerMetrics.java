package io.millrace.server;

import io.millrace.server.http.Traffic;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts what happens, and tells it in the text form that Prometheus reads. */
final class ServerMetrics implements Traffic {
  private static final double NANOS = 1e9;

  private record Answered(String operation, int status) {}

  private static final class Totals {
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();
  }

  private record Gauge(String help, LongSupplier value) {}

  private final Map<Answered, Totals> answers = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> runs = new ConcurrentHashMap<>();
  private final Map<String, Gauge> gauges = new TreeMap<>();

  @Override
  public void answered(String operation, int status, long nanos) {
    Totals totals =
        answers.computeIfAbsent(new Answered(operation, status), answered -> new Totals());
    totals.count.increment();
    totals.nanos.add(nanos);
  }

  /** Counts a run that ended. */
  void ran(String status) {
    runs.computeIfAbsent(status, name -> new LongAdder()).increment();
  }

  /** Adds a value that is looked up when asked for; not thread-safe, call it first. */
  void gauge(String name, String help, LongSupplier value) {
    gauges.put(name, new Gauge(help, value));
  }

  /** Returns everything as text. */
  String text() {
    StringBuilder text = new StringBuilder();
    head(text, "millrace_http_requests_total", "counter", "Answered requests.");
    answers.forEach(
        (answered, totals) ->
            text.append("millrace_http_requests_total")
                .append(labels(answered))
                .append(' ')
                .append(totals.count.sum())
                .append('\n'));
    head(text, "millrace_http_request_seconds_total", "counter", "Time until they were answered.");
    answers.forEach(
        (answered, totals) ->
            text.append("millrace_http_request_seconds_total")
                .append(labels(answered))
                .append(' ')
                .append(totals.nanos.sum() / NANOS)
                .append('\n'));
    head(text, "millrace_runs_total", "counter", "Runs that ended.");
    runs.forEach(
        (status, count) ->
            text.append("millrace_runs_total{status=\"")
                .append(status)
                .append("\"} ")
                .append(count.sum())
                .append('\n'));
    gauges.forEach(
        (name, gauge) -> {
          head(text, name, "gauge", gauge.help());
          text.append(name).append(' ').append(gauge.value().getAsLong()).append('\n');
        });
    return text.toString();
  }

  private static String labels(Answered answered) {
    return "{operation=\"%s\",status=\"%d\"}".formatted(answered.operation(), answered.status());
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }
}

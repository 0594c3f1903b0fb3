package io.millrace.cli;

import io.millrace.PipelineRun;
import io.millrace.RunResult;
import io.millrace.event.EventJson;
import io.millrace.event.ItemOutcome;
import io.millrace.event.PipelineEvent;
import io.millrace.event.RunStatus;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Shows a run as it goes: its events, a progress bar on a terminal, else a line an item. */
final class RunDisplay implements Flow.Subscriber<PipelineEvent>, AutoCloseable {
  private static final int BATCH = 256;

  private final PrintWriter out;
  private final PrintWriter err;
  private final EventOutput output;
  private final PipelineRun run;
  private final EventJson json = new EventJson();
  private final ProgressLine progress;
  private final CountDownLatch done = new CountDownLatch(1);
  private Flow.@Nullable Subscription subscription;
  private int received;

  private RunDisplay(CommandLine command, EventOutput output, PipelineRun run) {
    this.out = command.getOut();
    this.err = command.getErr();
    this.output = output;
    this.run = run;
    this.progress = ProgressLine.of(err, Boolean.getBoolean("millrace.terminal"));
  }

  static RunDisplay of(CommandLine command, EventOutput output, PipelineRun run) {
    RunDisplay display = new RunDisplay(command, output, run);
    run.events().subscribe(display);
    return display;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(BATCH);
  }

  @Override
  public void onNext(PipelineEvent event) {
    if (++received % BATCH == 0 && subscription != null) {
      subscription.request(BATCH);
    }
    if (output == EventOutput.NDJSON) {
      json.toJson(event).ifPresent(object -> out.println(object));
      out.flush();
    } else if (output == EventOutput.PRETTY) {
      EventLines.of(event).ifPresent(out::println);
      out.flush();
    }
    if (event instanceof PipelineEvent.ItemFinished item) {
      progress.item(item.outcome(), run.progress());
    }
  }

  @Override
  public void onError(Throwable problem) {
    err.println("The events are cut off here: " + problem.getMessage());
    done.countDown();
  }

  @Override
  public void onComplete() {
    done.countDown();
  }

  /** Prints what the run came to. */
  void summary(RunResult result) {
    awaitEvents();
    progress.close();
    PrintWriter writer = output == EventOutput.NDJSON ? err : out;
    RunResult.Counts counts = result.counts();
    writer.printf(
        "%s: %d of %d items done in %.1f s%n",
        result.status().wireName(),
        counts.succeeded() + counts.partial(),
        counts.total(),
        result.elapsed().toMillis() / 1e3);
    result.documents().stream().filter(RunDisplay::failed).forEach(o -> writer.println(line(o)));
    long shown = result.documents().stream().filter(RunDisplay::failed).count();
    if (counts.failed() + counts.stopped() > shown) {
      writer.printf("  … and %d more%n", counts.failed() + counts.stopped() - shown);
    }
    if (result.knowledgeBase() != null) {
      writer.printf(
          "knowledge base '%s', batch %s%n",
          SafeText.line(result.knowledgeBase().name()), result.batch());
    }
    writer.flush();
  }

  private static boolean failed(ItemOutcome outcome) {
    return outcome.status() == RunStatus.FAILED || outcome.status() == RunStatus.STOPPED;
  }

  private static String line(ItemOutcome outcome) {
    return "  %-7s %s: %s"
        .formatted(
            outcome.status().wireName(),
            SafeText.line(outcome.name()),
            SafeText.lines(String.valueOf(outcome.error())));
  }

  private void awaitEvents() {
    try {
      if (!done.await(30, TimeUnit.SECONDS)) {
        err.println("The last events did not arrive");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    progress.close();
  }
}

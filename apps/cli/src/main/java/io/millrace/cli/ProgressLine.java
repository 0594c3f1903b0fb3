package io.millrace.cli;

import io.millrace.PipelineRun.Progress;
import io.millrace.event.ItemOutcome;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a run is: a bar on a terminal, a line an item off it. */
interface ProgressLine extends AutoCloseable {

  void item(ItemOutcome outcome, Progress progress);

  @Override
  void close();

  static ProgressLine of(PrintWriter err, boolean terminal) {
    return terminal ? new Bar() : new Lines(err);
  }

  /** A line an item. */
  final class Lines implements ProgressLine {
    private final PrintWriter err;

    private Lines(PrintWriter err) {
      this.err = err;
    }

    @Override
    public void item(ItemOutcome outcome, Progress progress) {
      err.printf("%-10s %s%n", outcome.status().wireName(), SafeText.line(outcome.name()));
      err.flush();
    }

    @Override
    public void close() {}
  }

  /** A bar that is drawn over itself. */
  final class Bar implements ProgressLine {
    private final ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("items")
            .setInitialMax(1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .clearDisplayOnFinish()
            .build();

    private Bar() {}

    @Override
    public void item(ItemOutcome outcome, Progress progress) {
      bar.maxHint(progress.known());
      bar.stepTo(progress.finished());
      bar.setExtraMessage(progress.failed() == 0 ? "" : progress.failed() + " failed");
    }

    @Override
    public void close() {
      bar.close();
    }
  }
}

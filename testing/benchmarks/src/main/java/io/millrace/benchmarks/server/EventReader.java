package io.millrace.benchmarks.server;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads a numbered stream of events as it comes, and holds it to its order. */
final class EventReader {
  private static final String RUN_ID = "\"workflow_run_id\":\"";
  private static final int LONGEST_LINE = 100_000;

  private final StringBuilder line = new StringBuilder();
  private int last;
  private int coming;
  private int count;
  private boolean misplaced;
  private boolean finished;
  private @Nullable String run;

  /**
   * @param seen the number of the last event that came before
   */
  EventReader(int seen) {
    this.last = seen;
  }

  /** Takes what has arrived. */
  void take(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      char letter = (char) (bytes.get() & 0xff);
      if (letter == '\n') {
        line(line.toString());
        line.setLength(0);
      } else if (line.length() < LONGEST_LINE) {
        line.append(letter);
      }
    }
  }

  /** Numbers grow, with gaps: not every event of a run has a form on the wire. */
  private void line(String text) {
    if (text.startsWith("id: ")) {
      coming = Integer.parseInt(text, 4, text.length(), 10);
    } else if (text.startsWith("data: ")) {
      misplaced |= coming <= last;
      last = coming;
      count++;
      finished = text.startsWith("data: {\"event\":\"workflow_finished\"");
      if (run == null) {
        run = runIn(text);
      }
    }
  }

  private static @Nullable String runIn(String text) {
    int at = text.indexOf(RUN_ID);
    int end = at < 0 ? -1 : text.indexOf('"', at + RUN_ID.length());
    return end < 0 ? null : text.substring(at + RUN_ID.length(), end);
  }

  /** Returns the run's id, once it is known. */
  @Nullable String run() {
    return run;
  }

  /** Returns the number of the last event that came. */
  int last() {
    return last;
  }

  /** Returns how many events came. */
  int count() {
    return count;
  }

  /** Returns whether so many events came, each in its place, the last one last. */
  boolean isComplete(int events) {
    return finished && !misplaced && count == events;
  }
}

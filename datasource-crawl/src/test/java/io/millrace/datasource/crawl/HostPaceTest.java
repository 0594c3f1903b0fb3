package io.millrace.datasource.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.datasource.crawl.HostPace.Signal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HostPaceTest {
  private static final long MILLI = 1_000_000;

  private final HostPace pace = new HostPace(0, 4);
  private long now;

  private void answer(Signal signal, long millis) {
    now = Math.max(now, pace.ready()) + millis * MILLI;
    pace.started();
    pace.finished(now, millis * MILLI, signal, Duration.ZERO);
  }

  private long pauseAfter(Signal signal) {
    answer(signal, 1);
    return (pace.ready() - now) / MILLI;
  }

  /** Returns how many pages may be under way at once. */
  private int atOnce() {
    int started = 0;
    for (; pace.ready() != Long.MAX_VALUE; started++) {
      pace.started();
    }
    for (int i = 0; i < started; i++) {
      pace.skipped();
    }
    return started;
  }

  @Test
  void aServerThatStaysQuickIsAskedForMoreAtOnce() {
    for (int i = 0; i < 30; i++) {
      answer(Signal.FINE, 300);
    }
    assertThat(atOnce()).isEqualTo(4);
  }

  @Test
  void oneQuickAnswerIsNoMeasureForEver() {
    answer(Signal.FINE, 1);
    for (int i = 0; i < 400; i++) {
      answer(Signal.FINE, 300);
    }
    assertThat(atOnce()).isEqualTo(4);
  }

  @Test
  void aServerThatSlowsDownIsAskedForLess() {
    for (int i = 0; i < 30; i++) {
      answer(Signal.FINE, 20);
    }
    for (int i = 0; i < 10; i++) {
      answer(Signal.FINE, 800);
    }
    assertThat(atOnce()).isEqualTo(1);
  }

  @Test
  void theLongerAServerIsSilentTheLaterItIsAskedAgain() {
    assertThat(pauseAfter(Signal.SILENT)).isEqualTo(200);
    assertThat(pauseAfter(Signal.SILENT)).isEqualTo(400);
    assertThat(pauseAfter(Signal.SILENT)).isEqualTo(800);
    answer(Signal.FINE, 1);
    assertThat(pauseAfter(Signal.SILENT)).isEqualTo(200);
    assertThat(pauseAfter(Signal.BROKEN)).isEqualTo(200);
  }

  @Test
  void eightFailuresInARowAreADoubtAndAnAnswerEndsIt() {
    for (int i = 0; i < 8; i++) {
      assertThat(pace.doubtful()).isFalse();
      answer(Signal.BROKEN, 1);
    }
    assertThat(pace.doubtful()).isTrue();
    assertThat(pace.hopeless()).isFalse();

    pace.tested(true, now);
    assertThat(pace.doubtful()).isFalse();
    assertThat(pace.hopeless()).isFalse();

    pace.tested(false, now);
    assertThat(pace.hopeless()).isTrue();
  }

  @Test
  void sixtyFourFailuresInARowAreTheEndWhateverElseAnswers() {
    for (int i = 0; i < 64; i++) {
      assertThat(pace.hopeless()).isFalse();
      answer(Signal.BROKEN, 1);
      pace.tested(true, now);
    }
    assertThat(pace.hopeless()).isTrue();
  }
}

package io.millrace.datasource.notion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpacingTest {
  private static final long MS = 1_000_000;
  private static final int AT_ONCE = 8;

  /** One request of a simulated client. */
  private record Sent(Spacing.Ticket ticket, long arrives, long answered) {}

  /** Sends as much as it may, over a network that takes its time, and returns the arrivals. */
  private static List<Long> arrivals(
      double perSecond, int burst, int count, int way, int slowest, long seed) {
    Random random = new Random(seed);
    Spacing spacing = new Spacing(perSecond, burst, 0);
    PriorityQueue<Sent> underWay = new PriorityQueue<>(Comparator.comparingLong(Sent::answered));
    List<Long> arrivals = new ArrayList<>();
    long now = 0;
    while (arrivals.size() < count) {
      long wait = underWay.size() < AT_ONCE ? spacing.waitAt(now) : Long.MAX_VALUE;
      if (wait <= 0) {
        boolean slow = arrivals.size() < AT_ONCE || random.nextInt(40) == 0;
        long there = now + (1 + random.nextInt(slow ? slowest : way)) * MS;
        arrivals.add(there);
        underWay.add(new Sent(spacing.send(now), there, there + random.nextInt(way) * MS));
        continue;
      }
      Sent first = underWay.peek();
      if (first != null && (wait == Long.MAX_VALUE || first.answered() <= now + wait)) {
        now = first.answered();
        spacing.settle(first.ticket(), now);
        underWay.remove();
      } else {
        now += wait;
      }
      if (random.nextInt(200) == 0) {
        now += random.nextInt(5_000) * MS; // nothing to do for a while
      }
    }
    arrivals.sort(null);
    return arrivals;
  }

  /** A bucket that fills evenly, and is full at the beginning. */
  private static int refused(List<Long> arrivals, double perSecond, int burst) {
    double left = burst;
    long at = 0;
    int refused = 0;
    for (long arrival : arrivals) {
      left = Math.min(burst, left + (arrival - at) / 1e9 * perSecond);
      at = arrival;
      if (left < 1 - 1e-6) {
        refused++;
      } else {
        left--;
      }
    }
    return refused;
  }

  @ParameterizedTest
  @CsvSource({"3,6", "3,2", "10,20", "0.5,1", "50,10"})
  void aServerThatCountsWhatArrivesNeverFindsTooMany(double perSecond, int burst) {
    for (int seed = 0; seed < 40; seed++) {
      List<Long> arrivals = arrivals(perSecond, burst, 400, 120, 900, seed);
      assertThat(refused(arrivals, perSecond, burst)).as("seed %d", seed).isZero();
    }
  }

  @Test
  void whatIsAllowedIsUsed() {
    Spacing spacing = new Spacing(3, 6, 0);
    long now = 0;
    int count = 0;
    while (now < 100_000 * MS) {
      long wait = spacing.waitAt(now);
      if (wait > 0) {
        now += wait;
      } else {
        spacing.settle(spacing.send(now), now + 50 * MS);
        count++;
      }
    }
    assertThat(count).isBetween(300, 306);
  }

  @Test
  void whatIsNotAnsweredHoldsOthersUpForTwoSecondsAtMost() {
    Spacing spacing = new Spacing(3, 6, 0);
    for (int i = 0; i < 6; i++) {
      assertThat(spacing.waitAt(0)).isNotPositive();
      spacing.send(0);
    }
    assertThat(spacing.waitAt(400 * MS)).isEqualTo(1_600 * MS);
    assertThat(spacing.waitAt(2_000 * MS)).isBetween(333 * MS, 334 * MS);
  }

  @Test
  void afterTheServerAskedToWaitTheyGoOneByOne() {
    Spacing spacing = new Spacing(4, 6, 0);
    spacing.closeUntil(2_000 * MS);
    assertThat(spacing.waitAt(0)).isEqualTo(2_000 * MS);
    assertThat(spacing.waitAt(2_000 * MS)).isZero();
    spacing.settle(spacing.send(2_000 * MS), 2_000 * MS);
    assertThat(spacing.waitAt(2_000 * MS)).isEqualTo(250 * MS);
  }

  @Test
  void withoutALimitNothingWaits() {
    Spacing spacing = new Spacing(0, 6, 0);
    for (int i = 0; i < 100; i++) {
      assertThat(spacing.waitAt(0)).isNotPositive();
      spacing.send(0);
    }
    spacing.closeUntil(MS);
    assertThat(spacing.waitAt(0)).isEqualTo(MS);
  }
}

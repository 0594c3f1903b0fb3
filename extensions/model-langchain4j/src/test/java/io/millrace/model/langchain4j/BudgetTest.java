package io.millrace.model.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private final AtomicLong now = new AtomicLong(1_000_000_000L);
  private final TimeMeter clock =
      new TimeMeter() {
        @Override
        public long currentTimeNanos() {
          return now.get();
        }

        @Override
        public boolean isWallClockBased() {
          return false;
        }
      };

  private Budget budget(int requests, int tokens) {
    return new Budget(RateLimits.NONE.perMinute(requests, tokens), clock);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void aSixthOfAMinuteMayComeAtOnceAndThenInTurn() {
    Budget budget = budget(60, 0);
    for (int i = 0; i < 10; i++) {
      assertThat(budget.until(budget.reserve(1))).isZero();
    }
    assertThat(budget.until(budget.reserve(1))).isEqualTo(Duration.ofSeconds(1));
    long third = budget.reserve(1);
    assertThat(budget.until(third)).isEqualTo(Duration.ofSeconds(2));
    pass(Duration.ofSeconds(2));
    assertThat(budget.until(third)).isZero();
  }

  @Test
  void tokensAreReservedByEstimateAndSettledByWhatWasTaken() {
    Budget budget = budget(0, 6_000); // a thousand at once, then a hundred a second
    assertThat(budget.until(budget.reserve(1_000))).isZero();
    budget.answered(1_000, 500);
    assertThat(budget.until(budget.reserve(500))).isZero();
    budget.answered(500, 700);
    assertThat(budget.until(budget.reserve(100))).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aRefusalClosesForEverybodyAndHalvesThePace() {
    Budget budget = budget(60, 0);
    long reserved = budget.reserve(1);
    budget.refused(Duration.ofSeconds(7));
    assertThat(budget.until(reserved)).isEqualTo(Duration.ofSeconds(7));
    assertThat(budget.pace()).isEqualTo(0.5);
    budget.refused(Duration.ofSeconds(1));
    assertThat(budget.pace()).isEqualTo(0.25);
    assertThat(budget.until(reserved)).isEqualTo(Duration.ofSeconds(7));
    for (int i = 0; i < 15; i++) {
      budget.answered(1, 1);
    }
    assertThat(budget.pace()).isEqualTo(1);
  }

  @Test
  void withoutLimitsNobodyWaits() {
    Budget budget = budget(0, 0);
    for (int i = 0; i < 1_000; i++) {
      assertThat(budget.until(budget.reserve(1_000_000))).isZero();
    }
  }
}

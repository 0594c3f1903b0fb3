package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundsTest {

  @ParameterizedTest
  @CsvSource({"0,1", "0,2", "0,1000", "1,1", "10,7", "1000,3", "17,500"})
  void aListingThatGoesRoundIsNoticedSoon(int before, int round) {
    int most = 16 * (before + round);
    IntStream items =
        IntStream.range(0, most).map(i -> i < before ? i : before + (i - before) % round);

    assertThat(goesRound(items.boxed())).isTrue();
  }

  @Test
  void aListingWithoutRepeatsNeverDoes() {
    assertThat(goesRound(IntStream.range(0, 100_000).boxed())).isFalse();
  }

  @Test
  void itemsThatComeTwiceAreNoRound() {
    assertThat(goesRound(IntStream.range(0, 1_000).boxed().flatMap(i -> Stream.of(i, i))))
        .isFalse();
    assertThat(
            goesRound(
                Stream.concat(
                    IntStream.range(0, 1_000).boxed(), IntStream.range(0, 1_000).boxed())))
        .isFalse();
  }

  private static boolean goesRound(Stream<Integer> items) {
    Rounds rounds = new Rounds();
    return items.anyMatch(rounds::goOnWith);
  }
}

package io.millrace.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.MetadataFilter.Condition;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataFilterTest {
  private static final Map<String, Object> METADATA =
      Map.of("author", "Ada Lovelace", "year", 1843L, "note", "", "day", "2026-01-31");

  @ParameterizedTest
  @CsvSource({
    "author, contains, Love, true",
    "author, contains, love, false",
    "author, not contains, Babbage, true",
    "author, start with, Ada, true",
    "author, end with, Ada, false",
    "author, is, Ada Lovelace, true",
    "author, is not, Ada Lovelace, false",
    "author, in, 'Ada Lovelace,Bob', true",
    "author, not in, 'Ada Lovelace,Bob', false",
    "year, =, 1843, true",
    "year, =, 1843.0, true",
    "year, ≠, 1843, false",
    "year, >, 1842, true",
    "year, <, 1842, false",
    "year, ≥, 1843, true",
    "year, ≤, 1842, false",
    "year, >, 900, true",
    "year, after, 1842, true",
    "year, before, 1842, false",
    "day, before, 2026-02-01, true",
    "day, after, 2026-02-01, false",
    "author, >, 5, false",
    "gone, is, x, false",
    "gone, is not, x, false",
    "gone, not contains, x, false",
  })
  void aConditionCompares(String name, String operator, String value, boolean expected) {
    assertThat(one(name, operator, value).matches(METADATA)).isEqualTo(expected);
  }

  @Test
  void emptyIsAnAbsentFieldOrAnEmptyText() {
    assertThat(one("gone", "empty", null).matches(METADATA)).isTrue();
    assertThat(one("note", "empty", null).matches(METADATA)).isTrue();
    assertThat(one("author", "not empty", null).matches(METADATA)).isTrue();
    assertThat(one("gone", "not empty", null).matches(METADATA)).isFalse();
  }

  @Test
  void listsHoldAnyKindOfValue() {
    assertThat(one("year", "in", ImmutableList.of(1L, 1843.0)).matches(METADATA)).isTrue();
    assertThat(one("year", "not in", ImmutableList.of("1843")).matches(METADATA)).isFalse();
  }

  @Test
  void conditionsAreJoinedByAndOrOr() {
    ImmutableList<Condition> conditions =
        ImmutableList.of(
            new Condition("year", ">", 2000L), new Condition("author", "contains", "Ada"));

    assertThat(new MetadataFilter(true, conditions).matches(METADATA)).isFalse();
    assertThat(new MetadataFilter(false, conditions).matches(METADATA)).isTrue();
    assertThat(new MetadataFilter(false, ImmutableList.of()).matches(METADATA)).isTrue();
  }

  @Test
  void anUnknownOperatorIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> one("year", "near", 1L))
        .isInstanceOf(KnowledgeException.class)
        .hasMessageContaining("'near'")
        .hasMessageContaining("not contains");
  }

  private static MetadataFilter one(String name, String operator, @Nullable Object value) {
    return new MetadataFilter(true, ImmutableList.of(new Condition(name, operator, value)));
  }
}

package io.millrace.knowledge.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeywordsTest {

  @Test
  void wordsComeByFrequencyAndThenByPlace() {
    assertThat(Keywords.of("The car hit a tree, and the tree hit cars and the tree's roots.", 3))
        .containsExactly("tree", "car", "hit");
  }

  @Test
  void stopWordsAndSingleLettersAreNoKeywords() {
    assertThat(Keywords.of("it is what it was, I and we of x", 0)).isEmpty();
    assertThat(Keywords.of("这是我们的", 0)).isEmpty();
    assertThat(Keywords.of("", 5)).isEmpty();
  }

  @Test
  void aWordOfSeveralPartsCountsWithItsParts() {
    assertThat(Keywords.of("see docs.example.com", 0))
        .containsExactly("see", "docs.example.com", "docs", "example", "com");
  }

  @Test
  void chineseIsCutIntoWords() {
    assertThat(Keywords.of("知识库保存文档，知识库检索文档片段。", 0)).contains("知识库", "文档", "检索");
  }

  @Test
  void theLimitIsKept() {
    assertThat(Keywords.of("one two three four five six seven", 2)).hasSize(2);
  }

  @Test
  void aLongRunWithoutSpacesTakesTimeInProportion() {
    assertThat(Keywords.of("汉字".repeat(50_000), 10)).isNotEmpty();
    assertThat(Keywords.of("x".repeat(200_000), 10)).isNotEmpty();
  }
}

package io.millrace.node.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReasoningTest {

  @Test
  void thoughtsAreTakenOutAndBlankLinesMadeOne() {
    Reasoning split =
        Reasoning.split("<think a=\"b\"> one </think>Hello\n \n\n<THINK>two</THINK>there");
    assertThat(split.text()).isEqualTo("Hello\n\nthere");
    assertThat(split.thoughts()).isEqualTo("one\ntwo");
  }

  @Test
  void thoughtsWithoutAnEndGoToTheEnd() {
    assertThat(Reasoning.split("Hello <think>and so on"))
        .isEqualTo(new Reasoning("Hello", "and so on"));
  }

  @Test
  void whatOnlyLooksLikeATagIsText() {
    assertThat(Reasoning.split("<thinking>1 < 2</thinking>").text())
        .isEqualTo("<thinking>1 < 2</thinking>");
  }

  private static String streamed(String text, int pieceLength) {
    StringBuilder out = new StringBuilder();
    ThoughtFilter filter = new ThoughtFilter(out::append);
    for (int at = 0; at < text.length(); at += pieceLength) {
      filter.accept(text.substring(at, Math.min(text.length(), at + pieceLength)));
    }
    filter.finish();
    return out.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 100})
  void aStreamIsSplitWhereverItsPiecesEnd(int length) {
    assertThat(streamed("<think>no</think>  yes <b>1 < 2</b> <think x=\"y\">no</think>end", length))
        .isEqualTo("yes <b>1 < 2</b> end");
    assertThat(streamed("say <thi", length)).isEqualTo("say <thi");
    assertThat(streamed("say <think>for ever", length)).isEqualTo("say ");
    assertThat(streamed("<thinker> is no tag", length)).isEqualTo("<thinker> is no tag");
  }

  @Test
  void jsonIsFoundInWhateverStandsAroundIt() {
    assertThat(JsonInText.object("{no} Sure: {\"a\": \"}\"} and {\"b\": 2}").orElseThrow())
        .containsEntry("a", "}");
    assertThat(JsonInText.object("[1, 2] nothing")).isEmpty();
    assertThat(JsonInText.object("{".repeat(100_000))).isEmpty();
  }
}

package io.millrace.datasource.notion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.testkit.notion.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RichTextTest {

  private static String inline(ObjectNode... items) {
    return RichText.inline(Texts.of(items));
  }

  @Test
  void formsThatGoOnAreOpenedOnce() {
    assertThat(
            inline(
                Texts.text("a ", "bold"),
                Texts.text("b", "bold", "italic"),
                Texts.text(" c", "bold")))
        .isEqualTo("**a *b* c**");
  }

  @Test
  void whiteSpaceStaysOutsideOfForms() {
    assertThat(inline(Texts.text("x"), Texts.text(" bold ", "bold"), Texts.text("y")))
        .isEqualTo("x **bold** y");
  }

  @Test
  void tagsStandInWhereSignsWouldNotBeUnderstood() {
    assertThat(inline(Texts.text("(x).", "bold"), Texts.text("y")))
        .isEqualTo("<strong>(x).</strong>y");
    assertThat(inline(Texts.text("mill", "bold"), Texts.text("stone"))).isEqualTo("**mill**stone");
    assertThat(inline(Texts.text("a", "bold"), Texts.text("b", "italic")))
        .isEqualTo("**a**<em>b</em>");
  }

  @Test
  void aLinkOverSeveralPiecesIsOne() {
    assertThat(
            inline(
                Texts.link("see ", "https://x.org/"),
                Texts.link("this", "https://x.org/", "bold"),
                Texts.text(".")))
        .isEqualTo("[see **this**](https://x.org/).");
  }

  @Test
  void linksWithinNotionAreWhole() {
    assertThat(inline(Texts.link("p", "/0123"))).isEqualTo("[p](https://www.notion.so/0123)");
    assertThat(inline(Texts.link("p", "javascript:x()"))).isEqualTo("p");
  }

  @Test
  void anExclamationMarkBeforeALinkMakesNoImageOfIt() {
    assertThat(inline(Texts.text("Look!"), Texts.link("here", "https://x.org/")))
        .isEqualTo("Look\\![here](https://x.org/)");
    assertThat(inline(Texts.text("Look! "), Texts.link("here", "https://x.org/")))
        .isEqualTo("Look! [here](https://x.org/)");
  }

  @Test
  void aFormEndsAtAnEmptyLineAndBeginsAgainAfterIt() {
    assertThat(inline(Texts.text("a\n\nb \n \nc", "bold"), Texts.text("d")))
        .isEqualTo("**a**\n\n**b** \n \n**c**d");
    assertThat(inline(Texts.link("a\n\nb", "https://x.org/")))
        .isEqualTo("[a](https://x.org/)\n\n[b](https://x.org/)");
    assertThat(inline(Texts.text("a\nb", "italic"))).isEqualTo("*a\nb*");
  }

  @Test
  void codeWithABarAfterABackslashIsWholeInATableToo() {
    assertThat(MarkdownEscape.cell(inline(Texts.text("a\\|b|c", "code"))))
        .isEqualTo("<code>a\\\\\\|b\\|c</code>");
    assertThat(MarkdownEscape.cell(inline(Texts.text("a|b", "code")))).isEqualTo("`a\\|b`");
  }

  @ParameterizedTest
  @CsvSource({
    "C#, ## C#",
    "Issue #, ## Issue \\#",
    "Issue ##, ## Issue \\##",
    "#, ## \\#",
    "'', ''"
  })
  void numberSignsAtTheEndOfAHeadingAreShown(String text, String heading) {
    assertThat(MarkdownEscape.heading(2, text)).isEqualTo(heading);
  }

  @Test
  void codeIsNotEscapedButFenced() {
    assertThat(inline(Texts.text("a*`b`", "code"))).isEqualTo("`` a*`b` ``");
  }

  @Test
  void whatLooksLikeAnEntityIsNone() {
    assertThat(MarkdownEscape.inline("AT&T &amp; &#65;")).isEqualTo("AT&T \\&amp; \\&#65;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '^',
      value = {
        "snake_case; snake_case",
        "_x_; \\_x\\_",
        "a < b; a < b",
        "<div>; \\<div>",
        "[x](y); \\[x\\](y)",
        "~~x~~; \\~\\~x\\~\\~",
        "~5; ~5",
        "~5 to ~6; ~5 to ~6",
        "~x~ y; ~x\\~ y",
        "$5; \\$5",
        "a\\b; a\\\\b"
      })
  void whatMeansSomethingInMarkdownIsEscapedAndNothingElse(String text, String expected) {
    assertThat(MarkdownEscape.inline(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '^',
      value = {
        "# x; \\# x",
        "#x; #x",
        "> x; \\> x",
        "- x; \\- x",
        "-x; -x",
        "12. x; 12\\. x",
        "12) x; 12\\) x",
        "12.5; 12.5",
        "---; \\---",
        "--- | :-:; \\--- | :-:",
        "| --- |; \\| --- |",
        ":--; \\:--",
        "| a |; | a |",
        ": - x; : - x",
        "==; \\=="
      })
  void whatWouldBeginABlockIsEscaped(String text, String expected) {
    assertThat(MarkdownEscape.lineStart(text)).isEqualTo(expected);
  }
}

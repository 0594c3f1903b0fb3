package io.millrace.extractor.tika;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkdownConverterTest {
  private static String convert(String xhtml) {
    return new MarkdownConverter().convert(xhtml, Map.of());
  }

  @Test
  void headingsListsAndLinksBecomeMarkdown() {
    assertThat(convert("<h2>Head</h2><p>See <a href=\"https://a.test/\">here</a></p>"))
        .isEqualTo("## Head\n\nSee [here](https://a.test/)");
    assertThat(convert("<ul><li>one</li>\n<li>two</li></ul>")).isEqualTo("- one\n- two");
    assertThat(convert("<ul>\t<li>one</li>\n\t<li>two</li>\n</ul>")).isEqualTo("- one\n- two");
    assertThat(convert("<ul>\t<li>one\n</li>\n\t<li>two\n</li>\n</ul>")).isEqualTo("- one\n- two");
  }

  @Test
  void aLineBreakInACellStaysInTheCell() {
    assertThat(
            convert("<table><tr><td>a</td><td>b</td></tr><tr><td>1<br/>2</td><td/></tr></table>"))
        .contains("1<br>2");
  }

  @Test
  void aCellOverTwoColumnsKeepsTheOthersInPlace() {
    assertThat(
            convert(
                    "<table><tr><td colspan=\"2\">a</td><td>b</td></tr>"
                        + "<tr><td>1</td><td>2</td><td>3</td></tr></table>")
                .lines()
                .toList())
        .allSatisfy(line -> assertThat(line.chars().filter(c -> c == '|').count()).isEqualTo(4));
  }

  @Test
  void aTableInACellIsLinesOfThatCell() {
    assertThat(
            convert(
                "<table><tr><td>k</td><td>v</td></tr><tr><td>1</td><td>before<table>"
                    + "<tr><td>a</td><td><table><tr><td>deep</td></tr></table></td></tr>"
                    + "<tr><td>b</td><td>c</td></tr></table>after</td></tr></table>"))
        .contains("| 1 | before<br>a <br>deep<br>b c<br>after |")
        .hasLineCount(3);
  }

  @Test
  void aBarInACellIsEscapedAndEndsNoCell() {
    assertThat(
            convert("<table><tr><td>a|b</td></tr><tr><td><p><b>c|d</b></p></td></tr></table> e|f"))
        .contains("| a\\|b |")
        .contains("| **c\\|d** |")
        .endsWith("e|f");
  }

  @Test
  void aCaptionStandsBeforeItsTableAndRulesAreDropped() {
    assertThat(convert("<hr/><table><caption>Cap</caption><tr><td>a</td></tr></table>"))
        .startsWith("Cap\n\n|");
  }

  @Test
  void definitionsAreLinesOfTheirOwn() {
    assertThat(convert("<dl><dt>From</dt><dd>Ada</dd><dt>To</dt><dd>Bob</dd></dl>"))
        .isEqualTo("From: Ada\n\nTo: Bob");
  }

  @Test
  void charactersOfMarkdownAreNotEscaped() {
    assertThat(convert("<p>a_b*c [x] 2.5 \"q\"</p>")).isEqualTo("a_b*c [x] 2.5 \"q\"");
  }
}

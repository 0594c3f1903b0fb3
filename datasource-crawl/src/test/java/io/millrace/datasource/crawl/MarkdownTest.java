package io.millrace.datasource.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class MarkdownTest {
  private static final WebAddress BASE =
      Objects.requireNonNull(WebAddress.parse("http://h.example/d/a.html"));

  private static String markdown(String html) {
    return Markdown.of(Jsoup.parse(html).body(), BASE);
  }

  @Test
  void headingsParagraphsAndLinksAreAbsolute() {
    assertThat(
            markdown(
                "<h1>One</h1><p>See <a href='b.html#x'>this</a> and <a href='#y'>here</a>.</p>"
                    + "<p><img src='/i.png' alt='An image'></p>"))
        .isEqualTo(
            "# One\n\nSee [this](http://h.example/d/b.html#x) and here.\n\n"
                + "![An image](http://h.example/i.png)");
  }

  @Test
  void codeKeepsItsLanguageAndItsLines() {
    String expected = "```python\ndef f():\n\n    return 1\n```";

    assertThat(
            markdown("<pre><code class='language-python'>def f():\n\n    return 1\n</code></pre>"))
        .isEqualTo(expected);
    assertThat(
            markdown(
                "<div class='highlight-python notranslate'><div class='highlight'><pre><span"
                    + " class='k'>def</span> <span>f</span>():\n\n"
                    + "    return 1\n"
                    + "</pre></div></div>"))
        .isEqualTo(expected);
    assertThat(markdown("<pre>a &lt; b<br>c</pre>")).isEqualTo("```\na < b\nc\n```");
  }

  @Test
  void tablesHaveAHeadFullRowsAndOneLineACell() {
    assertThat(
            markdown(
                "<table><caption>Sizes</caption><tr><th>A<th>B<th>C</tr>"
                    + "<tr><td colspan=2>wide<td><p>x</p><p>y</p></tr>"
                    + "<tr><td>1<br>2<td><ul><li>p<li>q</ul><td>z</tr></table>"))
        .isEqualTo(
            "Sizes\n\n| A | B | C |\n|---|---|---|\n| wide |   | x<br>y |\n"
                + "| 1<br>2 | p<br>q | z |");
  }

  @Test
  void theLineBelowAHeadIsShortWhateverIsInTheCells() {
    assertThat(
            markdown(
                "<table><tr><th>A<th align=right>B<tr><td>" + "x".repeat(90) + "<td>1</table>"))
        .contains("\n|---|---:|\n");
    assertThat(markdown("<pre>|------|\n</pre>")).contains("|------|");
  }

  @Test
  void codeInAParagraphIsCodeWhateverColoursIt() {
    assertThat(
            markdown(
                "<p>Call <code><span class='pre'>f</span><span>(x)</span></code> of <a"
                    + " href='m.html'><code><span>module</span></code></a>."))
        .isEqualTo("Call `f(x)` of [`module`](http://h.example/d/m.html).");
  }

  @Test
  void lineBreaksAndHardBlanksOfTheSourceAreBlanks() {
    assertThat(
            markdown(
                "<p>\n  One\n  line&nbsp;only\n</p>\n<ul><li><p>\n  Item\n  one</p></li></ul>"))
        .isEqualTo("One line only\n\n- Item one");
  }

  @Test
  void aListAfterWordsBeginsAParagraph() {
    assertThat(markdown("<p>Parts:\n<div><ul><li>a</li></ul></div>")).isEqualTo("Parts:\n\n- a");
  }

  @Test
  void listsAreNested() {
    assertThat(markdown("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol><li>d<li>e</ol>"))
        .startsWith("- a\n")
        .containsPattern("\n {2,4}- b\n")
        .contains("\n- c\n")
        .contains("1. d\n2. e");
  }

  @Test
  void breaksAndRulesMakeNoBlankLines() {
    assertThat(markdown("<p>a<br>b</p><hr><p>c</p>")).matches("a *\\\\?\nb\n\n---\n\nc");
  }

  @Test
  void whatIsNoTextIsLeftOut() {
    assertThat(
            markdown(
                "<script>x</script><style>y</style><p>a<!-- c --></p><h2>T<a class='headerlink'"
                    + " href='#t'>¶</a></h2><form><input value='q'><p>b</p></form>"))
        .isEqualTo("a\n\n## T\n\nb");
  }

  @Test
  void definitionsAreTermsAndWhatTheyMean() {
    assertThat(markdown("<dl><dt>Term</dt><dd>Meaning</dd></dl>")).isEqualTo("**Term**\n\nMeaning");
  }

  @Test
  void theMainPartIsWhatIsLeftWithoutNavigation() {
    Element main =
        MainContent.of(
            Jsoup.parse(
                    "<div class='navbar'><a href=/>Home</a></div><div id='wrap'><div"
                        + " class='sidebar'>Other pages and more words</div><div"
                        + " class='body'><h1>T</h1><p>"
                        + "Words that matter. ".repeat(20)
                        + "</p></div></div><footer>Copyright</footer>")
                .body());

    assertThat(main.text()).startsWith("T Words that matter.").doesNotContain("Home", "Copyright");
  }
}

package io.millrace.datasource.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void cellsStayInTheirColumnsWhateverSpansRowsAbove() {
    assertThat(
            markdown(
                "<table><thead><tr><th rowspan=2>Name<th colspan=2>Size<tr><th>w<th>h</thead>"
                    + "<tr><td rowspan=2>box<td>1<td>2<tr><td>3<td>4<tr><td>bag</table>"))
        .isEqualTo(
            "| Name | Size |   |\n|---|---|---|\n|   | w | h |\n| box | 1 | 2 |\n"
                + "|   | 3 | 4 |\n| bag |   |   |");
  }

  @Test
  void aBarInACellDoesNotEndIt() {
    assertThat(
            markdown(
                "<table><tr><th>A<th>B<tr><td>x|y<td><code>bytea || bytea</code>"
                    + "<tr><td><img src=i.png alt='l|r'><td>z</table>"))
        .isEqualTo(
            "| A | B |\n|---|---|\n| x\\|y | `bytea \\|\\| bytea` |\n"
                + "| ![l\\|r](http://h.example/d/i.png) | z |");
  }

  @Test
  void whatStandsInACellIsNotJoined() {
    assertThat(
            markdown(
                "<table><tr><th>A<th>B<tr><td>a<ul><li>b<li>c</ul>d<td>"
                    + "<table><tr><td>e<td>f<tr><td>g</table>h</table>"))
        .endsWith("| a<br>b<br>c<br>d | e f<br>g<br>h |");
  }

  @Test
  void aTableThatIsThereForItsLooksIsNoTable() {
    assertThat(markdown("<table><tr><td>Menu<ul><li>a</ul><td><p>Words</table>"))
        .isEqualTo("Menu\n\n- a\n\nWords");
    assertThat(
            markdown(
                "<table role=presentation><tr><td><h2>T</h2><tr><td>"
                    + "<table><tr><th>A<tr><td>1</table></table>"))
        .isEqualTo("## T\n\n| A |\n|---|\n| 1 |");
  }

  @Test
  void codeWithLineNumbersBesideItIsCodeAlone() {
    assertThat(
            markdown(
                "<table class='highlighttable'><tr><td class='linenos'><pre>1\n2</pre><td><div"
                    + " class='highlight-c'><pre>int a;\nint b;</pre></div></table>"))
        .isEqualTo("```c\nint a;\nint b;\n```");
    assertThat(markdown("<pre><button>Copy</button><span class=lineno>1 </span>a\n<i>b</i></pre>"))
        .isEqualTo("```\na\nb\n```");
  }

  @ParameterizedTest
  @CsvSource({
    "highlight highlight-source-shell, shell",
    "highlight notranslate, ''",
    "hljs python, python",
    "prettyprint lang-java, java",
    "brush: php; gutter: false, php",
    "sourceCode haskell, haskell",
    "programlisting, ''",
    "language-none, ''",
  })
  void theLanguageOfCodeIsNamedInManyWays(String classes, String language) {
    assertThat(markdown("<pre class='" + classes + "'>x</pre>"))
        .isEqualTo("```" + language + "\nx\n```");
  }

  @Test
  void wordsBesideBlocksAreParagraphs() {
    assertThat(markdown("<div>a<div>b</div>c <b>d</b></div>")).isEqualTo("a\n\nb\n\nc **d**");
    assertThat(markdown("<ul><li>a<p>b</p></li></ul>")).isEqualTo("- a\n\n  b");
    assertThat(
            markdown(
                "<p>a</p><figure><img src=i.png alt=i><figcaption>b</figcaption></figure>"
                    + "<address>c</address><section><ol><li>d</ol></section>"))
        .isEqualTo("a\n\n![i](http://h.example/d/i.png)\n\nb\n\nc\n\n1. d");
  }

  @Test
  void thousandsOfParagraphsAreParagraphs() {
    assertThat(markdown("<p>a".repeat(20_000))).hasSize(3 * 20_000 - 2).doesNotContain("aa");
    assertThat(markdown("<table><tr><th>T<tr><td>" + "<p>a".repeat(20_000)))
        .hasSize("| T |\n|---|\n|  |".length() + 5 * 20_000 - 4);
  }

  @Test
  void aHeadingIsOneLine() {
    assertThat(markdown("<h2><a id=x></a>One<br>heading<a href='#x'>#</a></h2>"))
        .isEqualTo("## One heading");
  }

  @Test
  void twoListsHaveNoMarkBetweenThem() {
    assertThat(markdown("<ul><li>a</ul><ul><li>b</ul><pre>&lt;!-- --&gt;</pre>"))
        .isEqualTo("- a\n\n- b\n\n```\n<!-- -->\n```");
  }

  @Test
  void tasksTellWhetherTheyAreDone() {
    assertThat(markdown("<ul><li><input type=checkbox checked> a<li><input type=checkbox> b</ul>"))
        .isEqualTo("- [x] a\n- [ ] b");
  }

  @Test
  void keysAndFormulasAreText() {
    assertThat(
            markdown(
                "<p><kbd>Ctrl</kbd>+<samp>x</samp> <math><mi>x</mi><annotation"
                    + " encoding='application/x-tex'>x^2</annotation></math>"
                    + " <math><mi>y</mi></math>"))
        .isEqualTo("`Ctrl`+`x` $x^2$ y");
  }

  @Test
  void bracketsDoNotEndALink() {
    assertThat(
            markdown(
                "<p><a href='a (b c).html#d (e'>f] g [h</a> <a href=i>[1]</a> <img src='j).png'>"))
        .isEqualTo(
            "[f\\] g \\[h](http://h.example/d/a%20%28b%20c%29.html#d%20%28e)"
                + " [[1]](http://h.example/d/i) ![](http://h.example/d/j%29.png)");
  }

  @Test
  void anImageIsNoEmojiWhateverItsFileIsCalled() {
    assertThat(markdown("<p><img src='book.png' alt='The cover'></p>"))
        .isEqualTo("![The cover](http://h.example/d/book.png)");
  }

  @Test
  void anImageThatIsShownLateIsAnImage() {
    assertThat(
            markdown(
                "<p><img src='data:image/gif;base64,AA' data-original='a.png' alt=a>"
                    + "<img srcset='b.png 1x, c.png 2x' alt=b><img alt=none>"))
        .isEqualTo("![a](http://h.example/d/a.png)![b](http://h.example/d/b.png)");
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

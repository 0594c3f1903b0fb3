package io.millrace.datasource.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainContentTest {
  private static final String WORDS = "<p>" + "Words that matter here. ".repeat(20) + "</p>";

  private static String main(String body) {
    return MainContent.of(Jsoup.parse(body).body()).text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<nav>Home</nav>",
        "<div role='navigation'>Home</div>",
        "<div class='left-sidebar'>Home</div>",
        "<div id='sidebar'>Home</div>",
        "<ul id='main-menu'><li>Home</ul>",
        "<div id='cookie-banner' class='cookie-banner'>Home</div>",
        "<footer>Home</footer>",
        "<div hidden>Home</div>"
      })
  void whatIsAroundGoes(String around) {
    assertThat(main(around + "<div><h1>T</h1>" + WORDS + "</div>" + around))
        .startsWith("T Words")
        .doesNotContain("Home");
  }

  @Test
  void anIdThatIsMadeOfAHeadingTellsNothing() {
    assertThat(
            main(
                "<h1>T</h1>"
                    + WORDS
                    + "<section id='cookie-management'><h2>Cookie management</h2><p>About"
                    + " it</p></section><div id='sql-comment'>COMMENT</div>"))
        .endsWith("Cookie management About it COMMENT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<form>", "<div class='page with-sidebar'>", "<div role='dialog'>"})
  void whatHoldsMostOfTheWordsStaysWhateverItIsCalled(String wrapper) {
    assertThat(main(wrapper + "<h1>T</h1>" + WORDS)).startsWith("T Words");
  }

  @Test
  void alsoWhenThereAreThousandsOfThem() {
    assertThat(main("<div class=menu>".repeat(2_000) + WORDS)).startsWith("Words");
  }

  @Test
  void theFirstOfTwoTablesIsNotTheWhole() {
    assertThat(
            main(
                "<div><h2>Catalog</h2><p>Some words.</p><div><table><tr><td>"
                    + WORDS
                    + "</table></div><div><table><tr><td>codes</table></div></div>"))
        .startsWith("Catalog Some words.")
        .endsWith("codes");
  }

  @Test
  void aListOfLinksIsWhatItIsFor() {
    assertThat(
            main(
                "<div>Manual by somebody</div><div>"
                    + "<p><a href='/x'>A chapter with a long name</a></p>".repeat(20)
                    + "</div>"))
        .contains("A chapter with a long name");
  }

  @Test
  void thePageSaysItselfWhatItsMainPartIs() {
    assertThat(main("<div>Other " + WORDS + "</div><main><h1>M</h1>" + WORDS + "</main>"))
        .startsWith("M Words");
    assertThat(main("<main>Short</main><div><h1>T</h1>" + WORDS + WORDS + "</div>"))
        .contains("T Words");
  }
}

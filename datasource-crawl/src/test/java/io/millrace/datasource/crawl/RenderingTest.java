package io.millrace.datasource.crawl;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.PageRenderer;
import io.millrace.datasource.RenderException;
import io.millrace.datasource.crawl.Crawls.Outcome;
import io.millrace.testkit.server.LoopbackSite;
import io.millrace.testkit.server.Route;
import io.millrace.testkit.server.Seen;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a browser is asked, and what pages in it can reach; the browser itself is a stand-in. */
class RenderingTest {
  private static final String EMPTY =
      "<title>App</title><div id=root></div><script src='%s'></script>";

  private LoopbackSite site;
  private final SmallBrowser browser = new SmallBrowser();
  private final Crawls crawls = Crawls.open(browser);

  @BeforeEach
  void open() throws IOException {
    site = LoopbackSite.open();
    site.on("/", Route.html(EMPTY.formatted("/made.js")));
    site.on(
        "/made.js",
        exchange ->
            exchange.send(
                200,
                "text/javascript",
                "<p>Words enough for a page that is no longer empty.<a href='/plain'>p</a>"));
    site.page("/plain", "Plain", "Words that are there without any script.");
  }

  @AfterEach
  void close() throws IOException {
    crawls.close();
    site.close();
  }

  /** Runs no scripts: what a script's address answers is the page's body. */
  private static final class SmallBrowser implements PageRenderer {
    private static final Pattern SCRIPT = Pattern.compile("src='([^']+)'");
    private final List<String> shown = new ArrayList<>();
    private @Nullable RenderException failure;
    private @Nullable URI movedTo;

    @Override
    public String id() {
      return "small";
    }

    @Override
    public synchronized Rendered render(RenderRequest request) {
      shown.add(request.uri().getPath());
      if (failure != null) {
        throw failure;
      }
      String page = text(request.network().get(request.uri()));
      Matcher script = SCRIPT.matcher(page);
      StringBuilder body = new StringBuilder();
      while (script.find()) {
        body.append(text(request.network().get(request.uri().resolve(script.group(1)))));
      }
      return new Rendered(page + body, movedTo);
    }

    private static String text(Optional<Answer> answer) {
      return answer.map(a -> new String(a.body(), StandardCharsets.UTF_8)).orElse("");
    }
  }

  private List<String> asked() {
    return site.log().stream().map(Seen::target).toList();
  }

  @Test
  void aPageThatComesBackEmptyIsShownAndItsLinksAreFollowed() {
    Outcome outcome = crawls.crawl(site.url("/"));

    assertThat(outcome.titles()).containsExactly("App", "Plain");
    assertThat(requireNonNull(outcome.pages().get(site.url("/"))).content())
        .contains("no longer empty");
    assertThat(browser.shown).containsExactly("/");
    assertThat(asked()).containsExactly("/robots.txt", "/", "/made.js", "/plain");
  }

  @Test
  void aSinglePageToo() {
    assertThat(crawls.fetch(site.url("/")).content()).contains("no longer empty");
  }

  @Test
  void pagesThatAskForItAreShown() {
    crawls.crawl(site.url("/"), "browser", List.of("localhost/pl"));
    assertThat(browser.shown).containsExactly("/", "/plain");

    browser.shown.clear();
    crawls.crawl(site.url("/plain"), "wait_time", 10);
    assertThat(browser.shown).containsExactly("/plain");

    browser.shown.clear();
    assertThatThrownBy(() -> crawls.crawl(site.url("/"), "browser", "never"))
        .isInstanceOf(DatasourceException.class)
        .hasMessageContaining("made by scripts");
    assertThat(browser.shown).isEmpty();
  }

  @Test
  void scriptsAreAskedForOnceInACrawl() {
    site.on("/plain", Route.html("<title>Second</title><script src='/made.js'></script>"));

    assertThat(crawls.crawl(site.url("/")).titles()).containsExactly("App", "Second");
    assertThat(asked()).containsOnlyOnce("/made.js");
  }

  @Test
  void whatRobotsRefuseIsNotAskedForInTheBrowserEither() {
    site.on("/robots.txt", Route.text("User-agent: *\nDisallow: /made"));

    assertThatThrownBy(() -> crawls.crawl(site.url("/")))
        .hasMessageContaining("Also in a browser there is nothing in it");
    assertThat(asked()).containsExactly("/robots.txt", "/");
  }

  @Test
  void theDelayLiesBetweenThePageAndItsScriptsToo() {
    crawls.crawl(site.url("/"), "delay", "0.15");

    List<Seen> log = site.log();
    for (int i = 1; i < log.size(); i++) {
      assertThat(log.get(i).at() - log.get(i - 1).at()).isGreaterThanOrEqualTo(150_000_000);
    }
  }

  @Test
  void addressesInsideAreRefusedToPagesToo() throws IOException {
    try (LoopbackSite inside = LoopbackSite.open()) {
      inside.otherwise(exchange -> exchange.send(200, "text/javascript", "secret"));
      site.on("/", Route.html(EMPTY.formatted("http://127.0.0.1:" + inside.port() + "/a.js")));
      site.on("/hop.js", Route.redirect(302, "http://127.0.0.1:" + inside.port() + "/b.js"));

      assertThatThrownBy(() -> crawls.crawl(site.url("/"))).hasMessageContaining("nothing in it");
      site.on("/", Route.html(EMPTY.formatted("/hop.js")));
      assertThatThrownBy(() -> crawls.crawl(site.url("/"))).hasMessageContaining("nothing in it");

      assertThat(inside.log()).isEmpty();
    }
  }

  @Test
  void anotherSiteGetsNoHeadersThatSignInAndNoCookies() throws IOException {
    try (LoopbackSite other = LoopbackSite.open();
        Crawls signedIn = Crawls.signedIn(browser, "localhost Authorization: Bearer secret")) {
      other.on("/a.js", exchange -> exchange.send(200, "text/javascript", "<p>" + "w ".repeat(40)));
      site.on("/", Route.html(EMPTY.formatted(other.url("/a.js"))));

      signedIn.crawl(site.url("/"));

      assertThat(site.log())
          .last()
          .satisfies(s -> assertThat(s.headers()).containsKey("authorization"));
      assertThat(other.log())
          .last()
          .satisfies(s -> assertThat(s.path()).isEqualTo("/a.js"))
          .satisfies(s -> assertThat(s.headers()).doesNotContainKey("authorization"));
    }
  }

  @Test
  void aRedirectDoesNotLetAPageReadAnotherSite() throws IOException {
    try (LoopbackSite other = LoopbackSite.open()) {
      String words = "<p>" + "w ".repeat(40);
      other.on("/closed", exchange -> exchange.send(200, "text/html", words));
      other.on(
          "/open",
          exchange ->
              exchange.header("Access-Control-Allow-Origin", "*").send(200, "text/html", words));
      site.on("/", Route.html(EMPTY.formatted("/hop")));

      site.on("/hop", Route.redirect(302, other.url("/closed")));
      assertThatThrownBy(() -> crawls.crawl(site.url("/"))).hasMessageContaining("nothing in it");
      site.on("/hop", Route.redirect(302, other.url("/open")));
      assertThat(crawls.crawl(site.url("/")).titles()).containsExactly("App");
    }
  }

  @Test
  void withoutABrowserThePageIsReportedAsSuch() {
    browser.failure = RenderException.unavailable("No browser is installed.", null);
    site.page("/home", "Home", "<a href='/'>app</a>");

    Outcome outcome = crawls.crawl(site.url("/home"));

    assertThat(outcome.titles()).containsExactly("Home");
    assertThat(outcome.kind(site.url("/"))).isEqualTo("needs_browser");
    assertThat(requireNonNull(outcome.problems().get(site.url("/"))).reason())
        .contains("No browser is installed");

    browser.failure = RenderException.failed("It was not done in time", null);
    assertThat(crawls.crawl(site.url("/plain"), "browser", "always").titles())
        .as("a page with words of its own is taken as it is")
        .containsExactly("Plain");
  }

  @Test
  void whereScriptsLeadOnToIsALink() {
    site.on("/made.js", exchange -> exchange.send(200, "text/javascript", ""));
    browser.movedTo = URI.create(site.url("/plain"));

    Outcome outcome = crawls.crawl(site.url("/"));

    assertThat(outcome.titles()).containsExactly("Plain");
    assertThat(outcome.kind(site.url("/"))).isEqualTo("redirects");
  }
}

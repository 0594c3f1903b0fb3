package io.millrace.datasource.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.crawl.Crawls.Outcome;
import io.millrace.testkit.server.LoopbackSite;
import io.millrace.testkit.server.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class CrawlTest extends SiteTest {
  /** A tree: each page leads to two others, to {@code pages} pages in all. */
  private void tree(int pages) {
    for (int i = 1; i <= pages; i++) {
      site.page(
          i == 1 ? "/" : "/" + i,
          "Page " + i,
          "<a href='/%d'>a</a><a href='/%d'>b</a>".formatted(2 * i, 2 * i + 1));
    }
  }

  @Test
  void theProvidersAreFound() {
    assertThat(ServiceLoader.load(DatasourceProvider.class))
        .filteredOn(provider -> provider.type() == DatasourceType.WEBSITE_CRAWL)
        .extracting(DatasourceProvider::id)
        .containsExactlyInAnyOrder("millrace", "firecrawl", "jinareader", "tavily");
    assertThat(new JinaReaderProvider().aliases()).containsExactly("jina");
  }

  @Test
  void everyPageIsFetchedOnce() {
    tree(100);

    Outcome outcome = crawls.crawl(site.url("/"));

    assertThat(outcome.pages()).hasSize(100);
    assertThat(site.targets().stream().filter(t -> !t.contains("10") || t.equals("/10")))
        .doesNotHaveDuplicates();
    assertThat(outcome.all()).last().satisfies(last -> assertThat(last.total()).isGreaterThan(99));
  }

  @Test
  void theLimitIsKeptToThePage() {
    tree(100);
    site.on("/2", Route.status(500)).on("/5", Route.status(404));

    assertThat(crawls.crawl(site.url("/"), "limit", 17).pages()).hasSize(17);
    assertThat(crawls.crawl(site.url("/"), "limit", "1").pages()).hasSize(1);
  }

  @Test
  void depthAndPathsAreKept() {
    tree(100);
    site.page("/2", "Two", "<a href='/docs/a'>x</a><a href='/docs/old/b'>y</a>");
    site.page("/docs/a", "A", "a").page("/docs/old/b", "B", "b");

    assertThat(crawls.crawl(site.url("/"), "max_depth", 1).titles())
        .containsExactly("Page 1", "Page 3", "Two");
    assertThat(
            crawls
                .crawl(site.url("/2"), "include_paths", "docs/.*", "exclude_paths", "old, nothing")
                .titles())
        .containsExactly("A");
    assertThat(crawls.crawl(site.url("/2"), "include_paths", List.of("/docs/**")).titles())
        .containsExactly("A", "B");
    assertThat(crawls.crawl(site.url("/2"), "crawl_subpages", false).titles())
        .containsExactly("Two");
  }

  @Test
  void otherSitesAndOtherFilesAreLeftAlone() throws IOException {
    try (LoopbackSite other = LoopbackSite.open()) {
      other.page("/", "Other", "");
      site.page(
          "/",
          "Home",
          "<a href='%s'>o</a><a href='/i.png'>i</a><a href='mailto:a@b.c'>m</a>"
              .formatted(other.url("/")));

      assertThat(crawls.crawl(site.url("/")).titles()).containsExactly("Home");
      assertThat(other.log()).isEmpty();
      assertThat(site.targets()).containsExactly("/");
    }
  }

  @Test
  void linksAndPagesThatAskForItAreLeftOut() {
    site.page(
        "/",
        "Home",
        "<a rel='noopener nofollow' href='/no'>n</a><a href='/hidden'>h</a><a href='/dead'>d</a>");
    site.on("/hidden", Route.html("<meta name=robots content=noindex><a href='/found'>f</a>"));
    site.on(
        "/dead",
        Route.html("<title>Dead</title><meta name=robots content='NOFOLLOW'><a href='/x'>"));
    site.page("/found", "Found", "");

    Outcome outcome = crawls.crawl(site.url("/"));

    assertThat(outcome.titles()).containsExactly("Dead", "Found", "Home");
    assertThat(outcome.kind(site.url("/hidden"))).isEqualTo("noindex");
    assertThat(site.targets()).doesNotContain("/no", "/x");
  }

  private static Route tagged(String tag, String title) {
    return exchange -> {
      exchange.header("X-Robots-Tag", tag);
      exchange.send(200, "text/html", "<title>%s</title>".formatted(title));
    };
  }

  @Test
  void headersSpeakToAllRobotsOrToOne() {
    site.page("/", "Home", "<a href='/1'>1</a><a href='/2'>2</a><a href='/3'>3</a><a href='/4'>");
    site.on("/1", tagged("noarchive, NONE", "All"));
    site.on("/2", tagged("otherbot: noindex", "Other"));
    site.on("/3", tagged("Millrace: noindex, nofollow", "We"));
    site.on("/4", tagged("unavailable_after: 25 Jun 2040 15:00:00 PST, noindex", "Later"));

    assertThat(crawls.crawl(site.url("/")).titles()).containsExactly("Home", "Other");
  }

  @Test
  void aCookieThatChangesWithEachPageIsAlwaysTheLast() {
    AtomicInteger number = new AtomicInteger();
    site.otherwise(
        exchange -> {
          int page = number.incrementAndGet();
          String cookie = exchange.requestHeader("Cookie");
          boolean last = page == 1 || ("turn=" + (page - 1)).equals(cookie);
          exchange.header("Set-Cookie", "turn=" + page);
          exchange.send(
              last ? 200 : 403,
              "text/html",
              "<title>Turn %d</title><a href='/%d'>next</a>".formatted(page, page));
        });

    assertThat(crawls.crawl(site.url("/"), "limit", 600).pages()).hasSize(600);
  }

  @Test
  void onePageUnderManyAddressesIsOnePage() {
    site.page(
        "/",
        "Home",
        "<a href='/index.html'>1</a><a href='/a'>2</a><a href='/a/'>3</a><a href='/a#x'>4</a>"
            + "<a href='/a?utm_source=m'>5</a><a href='/p?b=1&a=2'>6</a><a href='/p?a=2&b=1'>7</a>"
            + "<a href='/c?from=home'>8</a><a href='/same'>9</a>");
    site.page("/a", "A", "text");
    site.page("/p", "P", "parameters");
    site.on(
        "/c",
        Route.html("<title>C</title><link rel=canonical href='/c-real'><a href='/c-real'>c</a>"));
    site.page("/c-real", "C again", "");
    site.page("/same", "A", "text");

    Outcome outcome = crawls.crawl(site.url("/"), "concurrency", 1);

    assertThat(outcome.titles()).containsExactly("A", "C", "Home", "P");
    assertThat(outcome.pages()).containsKey(site.url("/c-real"));
    assertThat(outcome.kind(site.url("/same"))).isEqualTo("duplicate");
    assertThat(site.targets()).doesNotContain("/index.html", "/c-real").hasSize(5);
  }

  @Test
  void redirectsAreFollowedWithinTheSite() {
    site.page("/home/", "Home", "<a href='/old'>o</a><a href='/away'>a</a><a href='/dir'>d</a>");
    site.on("/start", Route.redirect(302, "/home/"))
        .on("/old", Route.redirect(301, "/new"))
        .on("/away", Route.redirect(302, "http://example.org/"))
        .on("/dir", Route.redirect(301, "/dir/"))
        .page("/dir/", "Dir", "")
        .page("/new", "New", "");

    Outcome outcome = crawls.crawl(site.url("/start"));

    assertThat(outcome.titles()).containsExactly("Dir", "Home", "New");
    assertThat(outcome.kind(site.url("/away"))).isEqualTo("out_of_scope");
  }

  @Test
  void theSitesOwnListsArePagesToo() throws IOException {
    site.page("/", "Home", "nothing");
    site.on(
        "/robots.txt", Route.text("User-agent: *\nDisallow:\nSitemap: " + site.url("/index.xml")));
    site.on(
        "/index.xml",
        Route.text(
            "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
                + "<sitemap><loc>%s</loc></sitemap><sitemap><loc>%s</loc></sitemap></sitemapindex>"
                    .formatted(site.url("/packed.xml.gz"), site.url("/news.xml"))));
    byte[] packed = gzip(urls(site.url("/one"), site.url("/two")));
    site.on("/packed.xml.gz", exchange -> exchange.send(200, "application/gzip", packed));
    site.on(
        "/news.xml",
        Route.text(
            "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
                + " xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>"
                + site.url("/three")
                + "</loc><news:news><news:title>T</news:title></news:news></url></urlset>"));
    site.page("/one", "One", "").page("/two", "Two", "").page("/three", "Three", "");

    assertThat(crawls.crawl(site.url("/"), "use_sitemap", true).titles())
        .containsExactly("Home", "One", "Three", "Two");
    assertThat(crawls.crawl(site.url("/")).titles()).containsExactly("Home");
  }

  private static String urls(String... urls) {
    StringBuilder xml =
        new StringBuilder("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>");
    for (String url : urls) {
      xml.append("<url><loc>").append(url).append("</loc></url>");
    }
    return xml.append("</urlset>").toString();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void cookiesLastForACrawlAndHeadersSignIn() {
    site.on(
        "/",
        exchange -> {
          exchange.header("Set-Cookie", "taste=sweet; Path=/");
          exchange.send(200, "text/html", "<title>Home</title><a href='/in'>in</a>");
        });
    site.on(
        "/in",
        exchange ->
            exchange.send(
                200,
                "text/html",
                "<title>%s %s</title>"
                    .formatted(
                        exchange.requestHeader("Cookie"),
                        exchange.requestHeader("Authorization"))));
    try (Crawls signedIn =
        Crawls.open(
            new SiteCrawlProvider(),
            java.util.Map.of(
                "site_headers", "localhost Authorization: Bearer b\nother.example X: y"))) {
      assertThat(signedIn.crawl(site.url("/")).titles())
          .containsExactly("Home", "taste=sweet Bearer b");
    }
  }

  @Test
  void parametersThatCannotBeUsedAreNamed() {
    assertThatThrownBy(() -> crawls.crawl("localhost:1/x"))
        .isInstanceOf(DatasourceException.class)
        .hasMessageContaining("Give a full URL");
    assertThatThrownBy(() -> crawls.crawl("")).hasMessageContaining("Url is required");
    assertThatThrownBy(() -> crawls.crawl(site.url("/"), "limit", 0))
        .hasMessageContaining("'limit' cannot be '0'");
    assertThatThrownBy(() -> crawls.crawl(site.url("/"), "formats", "docx"))
        .hasMessageContaining("markdown, html, text or none");
  }

  @Test
  void aStartThatGivesNothingIsAFailure() {
    assertThatThrownBy(() -> crawls.crawl(site.url("/")))
        .isInstanceOf(DatasourceException.class)
        .hasMessageContaining(site.url("/"))
        .hasMessageContaining("404");
    assertThatThrownBy(() -> crawls.crawl("http://127.0.0.1:" + site.port() + "/"))
        .isInstanceOf(DatasourceException.class)
        .hasMessageContaining("must not be reached");
  }
}

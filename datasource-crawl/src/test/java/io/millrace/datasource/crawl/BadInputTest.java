package io.millrace.datasource.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.InetAddresses;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.crawl.Crawls.Outcome;
import io.millrace.http.EgressGate;
import io.millrace.testkit.server.Nasty;
import io.millrace.testkit.server.Route;
import io.millrace.testkit.server.Seen;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BadInputTest extends SiteTest {
  private Outcome crawlWith(Route bad, Object... parameters) {
    site.page("/", "Home", "<a href='/bad'>1</a><a href='/good'>2</a>");
    site.page("/good", "Good", "").on("/bad", bad);
    Outcome outcome = crawls.crawl(site.url("/"), parameters);
    assertThat(outcome.titles()).contains("Good", "Home");
    return outcome;
  }

  private String kind(Route bad, Object... parameters) {
    Outcome outcome = crawlWith(bad, parameters);
    assertThat(outcome.pages()).hasSize(2);
    return String.valueOf(outcome.kind(site.url("/bad")));
  }

  @Test
  void pagesThatHangAndDrip() {
    site.page("/", "Home", "<a href='/hangs'>1</a><a href='/drips'>2</a><a href='/good'>3</a>");
    site.page("/good", "Good", "");
    site.on("/hangs", Nasty.hangs(site)).on("/drips", Nasty.drips(site));
    crawls.crawl(site.url("/good")); // whatever is slow the first time only

    Outcome outcome = crawls.crawl(site.url("/"), "page_timeout", 3);

    assertThat(outcome.titles()).containsExactly("Good", "Home");
    assertThat(outcome.kind(site.url("/hangs"))).isEqualTo("timeout");
    assertThat(outcome.kind(site.url("/drips"))).isEqualTo("timeout");
  }

  /** Makes a site of a first page and many others, which answer so. */
  private void manyPages(int pages, IntFunction<Route> route) {
    StringBuilder links = new StringBuilder();
    for (int i = 0; i < pages; i++) {
      links.append("<a href='/%d'>x</a>".formatted(i));
      site.on("/" + i, route.apply(i));
    }
    site.page("/", "Home", links.toString());
  }

  @Test
  void manyBrokenPagesInARowAreNotTheEndOfTheOthers() {
    manyPages(
        20,
        i -> i < 12 ? Route.status(500) : Route.html("<title>Page %d</title>%d".formatted(i, i)));

    Outcome outcome = crawls.crawl(site.url("/"), "concurrency", 2);

    assertThat(outcome.pages()).hasSize(9);
    assertThat(outcome.problems().values())
        .hasSize(12)
        .allMatch(problem -> problem.kind().equals("server_error"));
  }

  @Test
  void aServerThatIsGoneIsGivenUpAndItsPagesAreNamed() {
    AtomicBoolean gone = new AtomicBoolean();
    manyPages(
        30,
        i ->
            exchange -> {
              gone.set(true);
              exchange.send(500, "text/html", "");
            });
    site.on("/robots.txt", exchange -> exchange.send(gone.get() ? 500 : 404, "text/plain", ""));

    Outcome outcome = crawls.crawl(site.url("/"), "concurrency", 1);

    assertThat(outcome.titles()).containsExactly("Home");
    assertThat(outcome.problems()).hasSize(30);
    assertThat(outcome.problems().values())
        .filteredOn(problem -> problem.kind().equals("host_given_up"))
        .isNotEmpty();
    assertThat(site.targets()).hasSizeLessThan(30);
  }

  @Test
  void aPageOfTenGigabytes() {
    assertThat(kind(Nasty.endless(true))).isEqualTo("too_large");
    assertThat(kind(Nasty.endless(false))).isEqualTo("too_large");
  }

  @Test
  void aPackedPageThatUnpacksWithoutEnd() {
    assertThat(kind(Nasty.bomb())).isEqualTo("too_large");
  }

  @Test
  void aConnectionThatBreaksInTheMiddle() {
    assertThat(kind(Nasty.breaks())).isEqualTo("connection");
  }

  @Test
  void redirectsWithoutEnd() {
    AtomicInteger number = new AtomicInteger();
    assertThat(
            crawlWith(
                    exchange -> {
                      exchange.header("Location", "/bad?" + number.incrementAndGet());
                      exchange.send(302, "text/html", "");
                    })
                .problems()
                .values())
        .extracting(problem -> problem.kind())
        .containsExactly("redirects");
    assertThat(kind(Route.redirect(302, "/bad"))).isEqualTo("redirects");
    assertThat(number).hasValueLessThan(15);
  }

  @Test
  void aPageThatWasNotFoundButSaysSoWithA200() {
    assertThat(kind(Route.html("<title>404 - Page not found</title><p>Sorry.")))
        .isEqualTo("soft_error");
    assertThat(kind(Route.html("<title>The mill | Error 404</title><p>Sorry.")))
        .isEqualTo("soft_error");
    assertThat(crawlWith(Route.html("<title>Issue 404</title><p>It is open.")).titles())
        .contains("Issue 404");
  }

  @Test
  void aPageThatOnlyScriptsMake() {
    assertThat(kind(Route.html("<title>App</title><div id=root></div><script src=a.js></script>")))
        .isEqualTo("needs_browser");
  }

  @Test
  void contentThatIsNoPage() {
    assertThat(kind(exchange -> exchange.send(200, "image/png", new byte[] {1, 2, 3})))
        .isEqualTo("content_type");
  }

  @Test
  void errorsOfTheServer() {
    assertThat(kind(Route.status(500))).isEqualTo("server_error");
    assertThat(kind(Route.status(403))).isEqualTo("status");
  }

  @Test
  void brokenHtmlAndWrongCharsetsAreReadAsBrowsersDo() {
    byte[] chinese = "<title>标题<p>内容".getBytes(Charset.forName("GB18030"));
    Outcome outcome =
        crawlWith(exchange -> exchange.send(200, "text/html; charset=gb2312", chinese));
    assertThat(outcome.titles()).contains("标题<p>内容");

    assertThat(
            crawlWith(Route.html("<title>Deep</title>" + "<div><b>".repeat(5_000) + "x")).titles())
        .contains("Deep");
    assertThat(crawlWith(Nasty.packed("<title>Packed</title>x")).titles()).contains("Packed");
  }

  @Test
  void endlessCalendarsEndAtTheLimit() {
    site.otherwise(
        exchange -> {
          String query = exchange.request().target().replaceAll(".*=", "");
          int day = query.matches("\\d+") ? Integer.parseInt(query) : 0;
          exchange.send(
              200,
              "text/html",
              "<title>Day %d</title><a href='/cal?day=%d'>next</a>".formatted(day, day + 1));
        });

    assertThat(crawls.crawl(site.url("/"), "limit", 25).pages()).hasSize(25);
    assertThat(site.targets()).hasSize(25);
  }

  @Test
  void sessionsInAddressesMakeNoNewPages() {
    AtomicInteger session = new AtomicInteger();
    site.otherwise(
        exchange -> {
          int id = session.incrementAndGet();
          exchange.send(
              200,
              "text/html",
              "<title>Shop</title><a href='/shop?sid=%d'>a</a><a href='/shop;jsessionid=%d'>b</a>"
                  .formatted(id, id));
        });

    assertThat(crawls.crawl(site.url("/shop")).pages()).hasSize(1);
    assertThat(site.targets()).containsExactly("/shop");
  }

  @Test
  void variantsThatHardlyDifferAreDuplicatesWhoseLinksAreNotFollowed() {
    AtomicInteger tick = new AtomicInteger();
    String words = "Some words about the one thing that this page is about and nothing else. ";
    site.otherwise(
        exchange -> {
          int now = tick.incrementAndGet();
          exchange.send(
              200,
              "text/html",
              "<title>List</title><p>%s</p><a href='/list?order=%d'>x</a>"
                  .formatted(words.repeat(40), now));
        });

    Outcome outcome = crawls.crawl(site.url("/list?order=0"));

    assertThat(outcome.pages()).hasSize(1);
    assertThat(site.targets()).hasSize(2);
  }

  @Test
  void pathsWithoutEndAreNotFollowed() {
    site.otherwise(
        exchange ->
            exchange.send(
                200,
                "text/html",
                "<title>%s</title><a href='deeper/'>d</a><a href='/%s'>e</a>"
                    .formatted(exchange.request().target(), "x/".repeat(10_000))));

    assertThat(crawls.crawl(site.url("/")).pages()).hasSizeLessThan(10);
  }

  @Test
  void addressesInsideAreRefusedAlsoBehindARedirect() {
    site.page("/", "Home", "<a href='/out'>o</a>");
    site.on("/out", Route.redirect(302, "http://127.0.0.1:" + site.port() + "/secret"));
    site.page("/secret", "Secret", "");

    assertThatThrownBy(() -> crawls.fetch(site.url("/out")))
        .isInstanceOf(DatasourceException.class)
        .hasMessageContaining("127.0.0.1");
    assertThatThrownBy(() -> crawls.crawl(site.url("/out")))
        .isInstanceOf(DatasourceException.class);
    assertThat(site.targets()).doesNotContain("/secret");
  }

  @Test
  void aNameThatChangesItsAddressIsRefused() {
    AtomicInteger asked = new AtomicInteger();
    EgressGate gate =
        EgressGate.builder()
            .allowNetwork("127.0.0.1/32")
            .resolver(
                name ->
                    List.of(
                        InetAddresses.forString(
                            asked.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2")))
            .build();
    site.on("/robots.txt", exchange -> exchange.reset());
    try (Crawls rebinding = Crawls.open(new SiteCrawlProvider(), Map.of(), gate)) {
      assertThatThrownBy(() -> rebinding.crawl("http://rebind.example:" + site.port() + "/"))
          .hasMessageContaining("must not be reached");
    }
    assertThat(site.targets()).isEmpty();
  }

  @Test
  void hostsInAnyCaseAreOneHost() {
    site.page("/", "Home", "<a href='HTTP://LOCALHOST:%d/a'>a</a>".formatted(site.port()));
    site.page("/a", "A", "");

    assertThat(crawls.crawl("http://LocalHost:" + site.port() + "/").pages())
        .containsOnlyKeys(site.url("/"), site.url("/a"));
    assertThat(site.log())
        .allSatisfy(
            seen -> assertThat(seen.headers()).containsEntry("host", "localhost:" + site.port()));
  }

  @Test
  void hostsInOtherScriptsAreOneHostToo() {
    String ascii = "xn--bcher-kva.example";
    EgressGate gate =
        EgressGate.builder()
            .allowHost(ascii)
            .resolver(name -> List.of(InetAddresses.forString("127.0.0.1")))
            .build();
    site.page("/", "Home", "<a href='//B\u00dcCHER.example:%d/a'>a</a>".formatted(site.port()));
    site.page("/a", "A", "");

    try (Crawls other = Crawls.open(new SiteCrawlProvider(), Map.of(), gate)) {
      assertThat(other.crawl("http://b\u00fccher.Example:" + site.port() + "/").pages())
          .containsOnlyKeys(
              "http://" + ascii + ":" + site.port() + "/",
              "http://" + ascii + ":" + site.port() + "/a");
    }
    assertThat(site.log()).last().extracting(Seen::headers).asString().contains(ascii);
  }

  @Test
  void hostsThatAreNotThereOrSpeakNoTls() {
    assertThatThrownBy(() -> crawls.crawl("https://localhost:" + site.port() + "/"))
        .isInstanceOf(DatasourceException.class);
    EgressGate none =
        EgressGate.builder()
            .resolver(
                name -> {
                  throw new java.net.UnknownHostException(name);
                })
            .build();
    try (Crawls lost = Crawls.open(new SiteCrawlProvider(), Map.of(), none)) {
      assertThatThrownBy(() -> lost.crawl("http://nowhere.example/"))
          .hasMessageContaining("no host");
    }
  }
}

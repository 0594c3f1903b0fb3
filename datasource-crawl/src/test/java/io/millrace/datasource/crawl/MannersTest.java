package io.millrace.datasource.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.crawl.Crawls.Outcome;
import io.millrace.testkit.server.Nasty;
import io.millrace.testkit.server.Route;
import io.millrace.testkit.server.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MannersTest extends SiteTest {
  @BeforeEach
  void fill() {
    site.page("/", "Home", "<a href='/a'>a</a><a href='/private/b'>b</a><a href='/c?x=1'>c</a>");
    site.page("/a", "A", "").page("/private/b", "B", "").page("/c", "C", "");
  }

  @Test
  void whatTheRobotsFileRefusesIsNeverAskedFor() {
    site.on(
        "/robots.txt",
        Route.text(
            "User-agent: *\nDisallow: /\n\nUser-agent: Millrace\nAllow: /\nDisallow: /private/\n"
                + "Disallow: /*?x="));

    Outcome outcome = crawls.crawl(site.url("/"));

    assertThat(outcome.titles()).containsExactly("A", "Home");
    assertThat(outcome.kind(site.url("/private/b"))).isEqualTo("robots");
    assertThat(site.log()).first().extracting(Seen::target).isEqualTo("/robots.txt");
    assertThat(site.targets()).containsExactlyInAnyOrder("/", "/a");
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 401, 403, 410})
  void aRobotsFileThatIsNotThereAllowsAll(int status) {
    site.on("/robots.txt", Route.status(status));

    assertThat(crawls.crawl(site.url("/")).pages()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 429})
  void aRobotsFileThatCannotBeHadNowAllowsNothing(int status) {
    site.on("/robots.txt", Route.status(status));

    assertThatThrownBy(() -> crawls.crawl(site.url("/")))
        .isInstanceOfSatisfying(
            DatasourceException.class, e -> assertThat(e.isRetriable()).isTrue())
        .hasMessageContaining("robots.txt");
    assertThat(site.targets()).isEmpty();
  }

  @Test
  void aRobotsFileThatHangsEndsTheCrawlInTime() {
    site.on("/robots.txt", Nasty.hangs(site));

    assertThatThrownBy(() -> crawls.crawl(site.url("/"), "page_timeout", 0.3))
        .hasMessageContaining("robots.txt");
    assertThat(site.targets()).isEmpty();
  }

  @Test
  void theRobotsFileMayBeElsewhereAndLong() {
    site.on("/robots.txt", Route.redirect(301, "/r1")).on("/r1", Route.redirect(302, "/r2"));
    site.on(
        "/r2",
        Route.text(
            "User-agent: *\nDisallow: /private\n"
                + "# filler\n".repeat(60_000)
                + "Disallow: /a\n"));

    assertThat(crawls.crawl(site.url("/")).titles()).containsExactly("A", "C", "Home");
  }

  @Test
  void ofARobotsFileWithoutEndTheBeginningCounts() {
    String lines = "User-agent: *\nDisallow: /private\n" + "# filler filler\n".repeat(600_000);
    site.on("/robots.txt", Route.text(lines + "Disallow: /a\n"));

    assertThat(crawls.crawl(site.url("/")).titles()).containsExactly("A", "C", "Home");

    String rule = "Disallow: /only-this\n";
    String filler = "#".repeat((500 << 10) - "User-agent: *\n\n".length() - 11) + "\n";
    site.on("/robots.txt", Route.text("User-agent: *\n" + filler + rule));

    assertThat(crawls.crawl(site.url("/")).pages()).as("half a rule is none").hasSize(4);
  }

  @Test
  void theDelayOfTheRobotsFileLiesBetweenAllRequests() {
    site.on("/robots.txt", Route.text("User-agent: *\nCrawl-delay: 0.2\n"));

    assertThat(crawls.crawl(site.url("/")).pages()).hasSize(4);
    assertThat(shortestGap(site.log())).isGreaterThanOrEqualTo(Duration.ofMillis(200));
  }

  @Test
  void theDelayOfTheUserLiesBetweenAllPages() {
    assertThat(crawls.crawl(site.url("/"), "delay", "0.15", "concurrency", 8).pages()).hasSize(4);
    assertThat(shortestGap(site.log())).isGreaterThanOrEqualTo(Duration.ofMillis(150));
  }

  @Test
  void noRequestOfALongCrawlBreaksARuleOrADelay() {
    site.on(
        "/robots.txt",
        Route.text(
            "User-agent: *\nCrawl-delay: 0.03\nDisallow: /*/secret\nSitemap: "
                + site.url("/map.txt")));
    StringBuilder map = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      map.append(site.url("/p%d/open".formatted(i))).append('\n');
      map.append(site.url("/p%d/secret".formatted(i))).append('\n');
    }
    site.on("/map.txt", Route.text(map.toString()));
    AtomicInteger answers = new AtomicInteger();
    site.otherwise(
        exchange -> {
          int answer = answers.incrementAndGet();
          String target = exchange.request().target();
          if (answer % 9 == 0) {
            exchange.send(500, "text/html", "broken for once");
          } else {
            exchange.send(
                200,
                "text/html",
                "<title>%s</title><a href='secret'>s</a><a href='open'>o</a>".formatted(target));
          }
        });

    Outcome outcome =
        crawls.crawl(site.url("/p0/open"), "use_sitemap", true, "concurrency", 16, "limit", 30);

    assertThat(outcome.pages()).hasSize(30);
    assertThat(site.targets()).noneMatch(target -> target.endsWith("/secret"));
    assertThat(shortestGap(site.log())).isGreaterThanOrEqualTo(Duration.ofMillis(30));
  }

  private static Duration shortestGap(List<Seen> log) {
    long shortest = Long.MAX_VALUE;
    for (int i = 1; i < log.size(); i++) {
      shortest = Math.min(shortest, log.get(i).at() - log.get(i - 1).at());
    }
    return Duration.ofNanos(shortest);
  }

  @Test
  void aBusyServerIsLeftAloneAsLongAsItAsks() {
    AtomicInteger asked = new AtomicInteger();
    site.on(
        "/a",
        exchange -> {
          if (asked.incrementAndGet() == 1) {
            exchange.header("Retry-After", "1");
            exchange.send(429, "text/plain", "later");
          } else {
            exchange.send(200, "text/html", "<title>A</title>");
          }
        });

    assertThat(crawls.crawl(site.url("/"), "concurrency", 1).pages()).hasSize(4);
    List<Seen> log = site.log();
    int busy = log.stream().map(Seen::target).toList().indexOf("/a");
    assertThat(log.get(busy + 1).at() - log.get(busy).at())
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void aServerThatSendsAwayForADayIsGivenUp() {
    site.on(
        "/",
        exchange -> {
          exchange.header("Retry-After", "86400");
          exchange.send(503, "text/plain", "tomorrow");
        });

    assertThatThrownBy(() -> crawls.crawl(site.url("/")))
        .isInstanceOf(DatasourceException.class)
        .hasMessageContaining("given up");
  }

  @Test
  void retryAfterIsSecondsOrADate() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    assertThat(RetryAfter.parse("120", now)).isEqualTo(Duration.ofMinutes(2));
    assertThat(RetryAfter.parse("Thu, 01 Jan 2026 00:00:30 GMT", now))
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(RetryAfter.parse("Thu, 01 Jan 2025 00:00:30 GMT", now)).isZero();
    assertThat(RetryAfter.parse("soon", now)).isZero();
    assertThat(RetryAfter.parse(null, now)).isZero();
  }
}

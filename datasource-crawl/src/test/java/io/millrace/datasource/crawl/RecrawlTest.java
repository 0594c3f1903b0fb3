package io.millrace.datasource.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.crawl.Crawls.Outcome;
import io.millrace.testkit.server.Route;
import io.millrace.testkit.server.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecrawlTest extends SiteTest {
  private static final int PAGES = 300;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path state;

  @BeforeEach
  void fill() {
    site.on("/robots.txt", Route.versioned("\"r\"", "User-agent: *\nDisallow: /secret\n"));
  }

  private void versionedTree(int pages, String version) {
    versionedTree(pages, version, page -> page);
  }

  private void versionedTree(int pages, String version, UnaryOperator<Route> served) {
    for (int i = 1; i <= pages; i++) {
      Route page =
          Route.versioned(
              '"' + version + '"',
              "<title>Page %d</title><p>%s<a href='/%d'>a</a><a href='/%d'>b</a>"
                  .formatted(i, version, 2 * i, 2 * i + 1));
      site.on(i == 1 ? "/" : "/" + i, served.apply(page));
    }
    site.otherwise(Route.html("<meta name=robots content=noindex>nothing"));
  }

  @Test
  void aSiteThatHasNotChangedIsOnlyAskedWhetherItHas() {
    versionedTree(30, "one");
    site.otherwise(Route.status(404));
    Outcome first = crawls.crawl(state, site.url("/"), "limit", 15, "max_depth", 3);
    site.clearLog();

    Outcome second = crawls.crawl(state, site.url("/"), "limit", 15, "max_depth", 3);

    assertThat(second.pages()).isEqualTo(first.pages()).hasSize(15);
    assertThat(site.log()).hasSize(16).allMatch(Seen::conditional);
  }

  @Test
  void theSitesOwnListIsAskedForInTheSameWay() {
    versionedTree(7, "one");
    site.otherwise(Route.status(404));
    site.on(
        "/sitemap.xml",
        Route.versioned(
            "\"map\"",
            "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>%s</loc></url></urlset>"
                .formatted(site.url("/5"))));
    Outcome first = crawls.crawl(state, site.url("/"), "use_sitemap", true, "max_depth", 1);
    site.clearLog();

    Outcome second = crawls.crawl(state, site.url("/"), "use_sitemap", true, "max_depth", 1);

    assertThat(second.pages()).isEqualTo(first.pages()).containsKey(site.url("/5"));
    assertThat(site.targets()).contains("/sitemap.xml");
    assertThat(site.log())
        .filteredOn(seen -> !seen.target().matches("/1[01]"))
        .allMatch(Seen::conditional);
  }

  @Test
  void aDateOfTheServerDoesAsWellAsATag() {
    String date = "Thu, 01 Jan 2026 00:00:00 GMT";
    site.on(
        "/",
        exchange -> {
          exchange.header("Last-Modified", date);
          boolean same = date.equals(exchange.requestHeader("If-Modified-Since"));
          exchange.send(same ? 304 : 200, "text/html", same ? "" : "<title>Dated</title>words");
        });
    Outcome first = crawls.crawl(state, site.url("/"));
    site.clearLog();

    assertThat(crawls.crawl(state, site.url("/")).pages()).isEqualTo(first.pages()).hasSize(1);
    assertThat(site.log()).hasSize(2).allMatch(Seen::conditional);
  }

  @Test
  void whatHasChangedIsReadAgain() {
    versionedTree(7, "one");
    crawls.crawl(state, site.url("/"), "max_depth", 2);
    site.on("/2", Route.versioned("\"two\"", "<title>Page 2, new</title><a href='/added'>x</a>"));
    site.page("/added", "Added", "");

    Outcome second = crawls.crawl(state, site.url("/"), "max_depth", 2);

    assertThat(second.titles())
        .containsExactly("Added", "Page 1", "Page 2, new", "Page 3", "Page 6", "Page 7");
  }

  @Test
  void anEndedCrawlGoesOnWhereItWas() {
    versionedTree(40, "one");
    List<String> told = new ArrayList<>();
    assertThatThrownBy(
            () ->
                crawls.crawlWith(
                    state,
                    site.url("/"),
                    page -> {
                      if (told.size() == 10) {
                        throw new IllegalStateException("enough");
                      }
                      told.add(page.sourceUrl());
                    }))
        .hasMessage("enough");

    Outcome rest = crawls.crawl(state, site.url("/"));

    assertThat(rest.pages()).hasSize(30).doesNotContainKeys(told.toArray(String[]::new));
    Map<String, Integer> asked = new HashMap<>();
    site.targets().forEach(target -> asked.merge(target, 1, Integer::sum));
    assertThat(asked.values().stream().filter(n -> n > 1)).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void aFolderHoldsOneUnfinishedCrawlAtATime() {
    versionedTree(5, "one");
    assertThatThrownBy(
            () ->
                crawls.crawlWith(
                    state,
                    site.url("/"),
                    page -> {
                      throw new IllegalStateException("stop");
                    }))
        .hasMessage("stop");

    assertThatThrownBy(() -> crawls.crawl(state, site.url("/2")))
        .isInstanceOf(DatasourceException.class)
        .hasMessageContaining("unfinished crawl of something else");
  }

  @Test
  void aKilledCrawlLosesNoPageAndFetchesNoneTwiceThatItHad() throws Exception {
    Semaphore answers = new Semaphore(PAGES / 3);
    CountDownLatch underWay = new CountDownLatch(1);
    versionedTree(
        PAGES,
        "one",
        page ->
            exchange -> {
              if (!answers.tryAcquire()) {
                underWay.countDown();
                answers.acquireUninterruptibly();
              }
              page.serve(exchange);
            });
    Path first = state.resolve("first.txt");
    Process process = child(first);
    var unused = process.onExit().thenRun(underWay::countDown);
    underWay.await();
    process.destroyForcibly().waitFor();
    answers.release(10 * PAGES);
    List<String> had = completeLines(first);
    assertThat(had).isNotEmpty().hasSizeLessThan(PAGES);
    int before = site.log().size();

    Path second = state.resolve("second.txt");
    assertThat(child(second).waitFor()).isZero();

    TreeSet<String> all = new TreeSet<>(had);
    all.addAll(completeLines(second));
    assertThat(all).hasSize(PAGES);
    List<Seen> later = site.log().subList(before, site.log().size());
    assertThat(later.stream().map(seen -> site.url(seen.target())))
        .doesNotContainAnyElementsOf(had);
    Map<String, Integer> asked = new HashMap<>();
    site.targets().forEach(target -> asked.merge(target, 1, Integer::sum));
    assertThat(asked.values().stream().filter(n -> n > 1))
        .as("only pages under way at the moment of death are asked for again")
        .hasSizeLessThanOrEqualTo(4);
  }

  private Process child(Path output) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            CrawlMain.class.getName(),
            site.url("/"),
            state.resolve("state").toString(),
            output.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Returns the lines that were written to their end. */
  private static List<String> completeLines(Path file) throws IOException {
    String text = Files.exists(file) ? Files.readString(file) : "";
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }
}

package io.millrace.datasource.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.crawl.Crawls.Outcome;
import io.millrace.testkit.server.LoopbackSite;
import io.millrace.testkit.server.Route;
import io.millrace.testkit.server.Seen;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServicesTest {
  private static final Duration POLL = Duration.ofMillis(10);

  private LoopbackSite service;

  @BeforeEach
  void open() throws IOException {
    service = LoopbackSite.open();
  }

  @AfterEach
  void close() throws IOException {
    service.close();
  }

  private static Route json(String body) {
    return exchange -> exchange.send(200, "application/json", body);
  }

  private Crawls firecrawl() {
    return Crawls.open(
        new FirecrawlProvider(POLL),
        Map.of("firecrawl_api_key", "fc-secret-key", "base_url", service.url("")));
  }

  private Crawls jina() {
    return Crawls.open(
        new JinaReaderProvider(POLL),
        Map.of(
            "api_key", "jina-secret-key",
            "base_url", service.url("/reader"),
            "crawl_url", service.url("/crawl"),
            "status_url", service.url("/status")));
  }

  private Crawls tavily() {
    return Crawls.open(
        new TavilyProvider(),
        Map.of("tavily_api_key", "tv-secret-key", "base_url", service.url("")));
  }

  private Seen sent(String path) {
    return service.log().stream().filter(s -> s.path().equals(path)).findFirst().orElseThrow();
  }

  @Test
  void firecrawlIsAskedUntilItIsDoneAndReadInPages() {
    AtomicInteger polls = new AtomicInteger();
    service.on("/v2/crawl", json("{\"success\":true,\"id\":\"7\"}"));
    service.on(
        "/v2/crawl/7",
        exchange -> {
          if (polls.incrementAndGet() < 3) {
            exchange.send(
                200, "application/json", "{\"status\":\"scraping\",\"total\":2,\"completed\":1}");
          } else if (exchange.request().target().contains("skip")) {
            exchange.send(
                200, "application/json", "{\"status\":\"completed\",\"data\":[" + item("b") + "]}");
          } else {
            exchange.send(
                200,
                "application/json",
                "{\"status\":\"completed\",\"total\":2,\"data\":[%s,{\"metadata\":{}}],\"next\":\"%s\"}"
                    .formatted(item("a"), "https://elsewhere.example/v2/crawl/7?skip=1"));
          }
        });

    try (Crawls crawls = firecrawl()) {
      Outcome outcome =
          crawls.crawl(
              "http://h.example/", "limit", 2, "include_paths", "docs/.*, x", "max_depth", 1);

      assertThat(outcome.titles()).containsExactly("a", "b");
      assertThat(outcome.all()).extracting(progress -> progress.completed()).startsWith(0, 1, 1, 1);
    }
    assertThat(sent("/v2/crawl").headers()).containsEntry("authorization", "Bearer fc-secret-key");
    assertThat(sent("/v2/crawl").body())
        .contains("\"includePaths\":[\"docs/.*\",\"x\"]", "\"maxDiscoveryDepth\":1", "\"limit\":2")
        .contains("\"scrapeOptions\":{\"onlyMainContent\":true}");
  }

  private static String item(String name) {
    return "{\"markdown\":\"# %s\",\"metadata\":{\"sourceURL\":\"http://h.example/%s\",\"title\":\"%s\",\"description\":null}}"
        .formatted(name, name, name);
  }

  @Test
  void everyFailureOfFirecrawlEndsTheCrawlAndTellsNoKey() {
    try (Crawls crawls = firecrawl()) {
      service.on(
          "/v2/crawl", exchange -> exchange.send(401, "text/plain", "bad key fc-secret-key"));
      assertThatThrownBy(() -> crawls.crawl("http://h.example/"))
          .isInstanceOf(DatasourceException.class)
          .hasMessageContaining("Firecrawl API request failed (401)")
          .hasMessageNotContaining("secret");

      service.on("/v2/crawl", json("{\"success\":true,\"id\":\"8\"}"));
      service.on("/v2/crawl/8", json("{\"status\":\"failed\",\"error\":\"no credits\"}"));
      assertThatThrownBy(() -> crawls.crawl("http://h.example/"))
          .hasMessageContaining("Job 8 failed")
          .hasMessageContaining("no credits");

      service.on("/v2/crawl/8", json("{\"status\":\"scraping\"}"));
      assertThatThrownBy(() -> crawls.crawl("http://h.example/", "timeout", 1))
          .hasMessageContaining("not done after 1 s");
    }
  }

  @Test
  void firecrawlFetchesOnePage() {
    service.on("/v2/scrape", json("{\"success\":true,\"data\":" + item("p") + "}"));

    try (Crawls crawls = firecrawl()) {
      assertThat(crawls.fetch("http://h.example/p").content()).isEqualTo("# p");
    }
  }

  @Test
  void jinaIsAskedUntilItIsDoneThenForTheResults() {
    AtomicInteger polls = new AtomicInteger();
    service.on("/crawl", json("{\"code\":200,\"data\":{\"taskId\":\"t\"}}"));
    service.on(
        "/status",
        exchange -> {
          String processed =
              "\"u1\":{\"data\":{\"url\":\"u1\",\"title\":\"One\",\"description\":null,\"content\":\"c\"}}";
          String state = polls.incrementAndGet() < 2 ? "processing" : "completed";
          exchange.send(
              200,
              "application/json",
              "{\"code\":200,\"data\":{\"status\":\"%s\",\"urls\":[\"u1\"],\"processed\":{%s}}}"
                  .formatted(state, processed));
        });

    try (Crawls crawls = jina()) {
      Outcome outcome = crawls.crawl("http://h.example/", "crawl_sub_pages", true, "limit", 3);
      assertThat(outcome.titles()).containsExactly("One");
    }
    assertThat(sent("/crawl").body()).contains("\"maxPages\":3");
    assertThat(service.log())
        .last()
        .satisfies(s -> assertThat(s.body()).contains("\"urls\":[\"u1\"]"));
  }

  @Test
  void jinaFailures() {
    try (Crawls crawls = jina()) {
      service.on("/crawl", json("{\"code\":402,\"message\":\"pay\"}"));
      assertThatThrownBy(() -> crawls.crawl("http://h.example/")).hasMessageContaining("pay");
      service.on("/crawl", json("{\"code\":200,\"data\":{\"taskId\":\"t\"}}"));
      service.on("/status", json("{\"code\":200,\"data\":{\"status\":\"failed\"}}"));
      assertThatThrownBy(() -> crawls.crawl("http://h.example/"))
          .hasMessageContaining("the task is failed");
    }
  }

  @Test
  void tavilySearchesAndReadsWhatHasNoContent() {
    service.on(
        "/search",
        json(
            "{\"answer\":\"42\",\"results\":["
                + "{\"url\":\"u1\",\"title\":\"One\",\"raw_content\":\"long\",\"content\":\"s\",\"score\":0.5},"
                + "{\"url\":\"u2\",\"title\":\"Two\",\"content\":\"\",\"published_date\":\"today\"}]}"));
    service.on("/extract", json("{\"results\":[{\"url\":\"u2\",\"raw_content\":\"extracted\"}]}"));

    try (Crawls crawls = tavily()) {
      Outcome outcome =
          crawls.crawl("", "query", "life", "topic", "news", "include_domains", "a b");

      assertThat(outcome.titles()).containsExactly("One", "Search Summary", "Two");
      assertThat(outcome.pages().get("u2"))
          .satisfies(page -> assertThat(page.content()).isEqualTo("extracted"))
          .satisfies(page -> assertThat(page.description()).isEqualTo("Published: today"));
    }
    assertThat(sent("/search").body())
        .contains("\"days\":7", "\"include_domains\":[\"a\",\"b\"]", "\"max_results\":5");
  }

  @Test
  void withoutACredentialTheCrawlIsInThisProcess() {
    service.page("/", "Home", "<a href='/a'>a</a>").page("/a", "A", "words");

    for (DatasourceProvider provider :
        List.of(new FirecrawlProvider(), new JinaReaderProvider(), new TavilyProvider())) {
      try (Crawls crawls = Crawls.open(provider, Map.of())) {
        assertThat(crawls.crawl(service.url("/"), "crawl_sub_pages", true, "limit", 9).titles())
            .containsExactly("A", "Home");
        assertThat(crawls.fetch(service.url("/a")).content()).isEqualTo("words");
      }
    }
    try (Crawls crawls = Crawls.open(new TavilyProvider(), Map.of())) {
      assertThatThrownBy(() -> crawls.crawl("", "query", "x"))
          .hasMessageContaining("key not found");
    }
  }
}

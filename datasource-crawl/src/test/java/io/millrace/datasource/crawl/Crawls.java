package io.millrace.datasource.crawl;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.datasource.Credential;
import io.millrace.datasource.CredentialStore;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.PageRenderer;
import io.millrace.datasource.WebsiteCrawlDatasource;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawlProblem;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawlProgress;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawlRequest;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawledPage;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.file.InMemoryFileStore;
import io.millrace.http.EgressGate;
import io.millrace.http.HttpTransport;
import io.millrace.http.HttpTransportProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Crawls for tests, through the public door. */
final class Crawls implements AutoCloseable {
  private final HttpTransport http;
  private final WebsiteCrawlDatasource datasource;

  private Crawls(HttpTransport http, WebsiteCrawlDatasource datasource) {
    this.http = http;
    this.datasource = datasource;
  }

  static Crawls open() {
    return open(new SiteCrawlProvider(), Map.of());
  }

  static Crawls open(DatasourceProvider provider, Map<String, String> credential) {
    return open(provider, credential, EgressGate.builder().allowHost("localhost").build());
  }

  static Crawls open(DatasourceProvider provider, Map<String, String> credential, EgressGate gate) {
    return open(provider, credential, gate, Optional.empty());
  }

  static Crawls open(
      DatasourceProvider provider,
      Map<String, String> credential,
      EgressGate gate,
      Optional<DocumentExtractor> extractor) {
    HttpTransport http =
        ServiceLoader.load(HttpTransportProvider.class).findFirst().orElseThrow().open(gate);
    return open(provider, credential, http, extractor, Optional.empty());
  }

  /** Opens one with a browser. */
  static Crawls open(PageRenderer renderer) {
    return open(
        new SiteCrawlProvider(), Map.of(), localhost(), Optional.empty(), Optional.of(renderer));
  }

  /** Opens one with a browser, and headers that sign in. */
  static Crawls signedIn(PageRenderer renderer, String headers) {
    return open(
        new SiteCrawlProvider(),
        Map.of("site_headers", headers),
        localhost(),
        Optional.empty(),
        Optional.of(renderer));
  }

  private static HttpTransport localhost() {
    return ServiceLoader.load(HttpTransportProvider.class)
        .findFirst()
        .orElseThrow()
        .open(EgressGate.builder().allowHost("localhost").build());
  }

  static Crawls open(
      DatasourceProvider provider,
      Map<String, String> credential,
      HttpTransport http,
      Optional<DocumentExtractor> extractor,
      Optional<PageRenderer> renderer) {
    DatasourceContext context =
        new DatasourceContext(
            new InMemoryFileStore(),
            store(credential),
            http,
            ImmutableList.of(),
            ImmutableMap.of(),
            EgressGate.publicOnly(),
            extractor,
            renderer);
    return new Crawls(http, (WebsiteCrawlDatasource) provider.open(context));
  }

  private static CredentialStore store(Map<String, String> values) {
    return new CredentialStore() {
      @Override
      public Optional<Credential> find(String id) {
        return Optional.empty();
      }

      @Override
      public Optional<Credential> defaultFor(String provider) {
        return values.isEmpty()
            ? Optional.empty()
            : Optional.of(new Credential("c", "c", provider, ImmutableMap.copyOf(values)));
      }
    };
  }

  /** What a crawl gave. */
  record Outcome(
      Map<String, CrawledPage> pages, Map<String, CrawlProblem> problems, List<CrawlProgress> all) {

    List<String> titles() {
      return pages.values().stream().map(CrawledPage::title).sorted().toList();
    }

    @Nullable String kind(String url) {
      CrawlProblem problem = problems.get(url);
      return problem == null ? null : problem.kind();
    }
  }

  Outcome crawl(String url, Object... parameters) {
    return crawl(null, url, parameters);
  }

  Outcome crawl(@Nullable Path state, String url, Object... parameters) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("url", url);
    for (int i = 0; i < parameters.length; i += 2) {
      all.put((String) parameters[i], parameters[i + 1]);
    }
    Outcome outcome = new Outcome(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
    datasource.crawl(
        new CrawlRequest(null, all, state),
        progress -> {
          outcome.all().add(progress);
          CrawledPage page = progress.page();
          CrawlProblem problem = progress.problem();
          if (page != null && outcome.pages().put(page.sourceUrl(), page) != null) {
            throw new AssertionError("twice: " + page.sourceUrl());
          }
          if (problem != null) {
            outcome.problems().put(problem.url(), problem);
          }
        });
    return outcome;
  }

  /** Crawls and passes on pages as they come. */
  void crawlWith(Path state, String url, Consumer<CrawledPage> pages) {
    datasource.crawl(
        new CrawlRequest(null, Map.of("url", url), state),
        progress -> {
          if (progress.page() != null) {
            pages.accept(progress.page());
          }
        });
  }

  CrawledPage fetch(String url) {
    return datasource.fetch(new DatasourceItem.WebPage(url, null, "untitled", Map.of("url", url)));
  }

  @Override
  public void close() {
    datasource.close();
    http.close();
  }
}

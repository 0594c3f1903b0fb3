package io.millrace.datasource.crawl;

import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.PageRenderer;
import io.millrace.datasource.WebsiteCrawlDatasource;
import io.millrace.datasource.crawl.PlanReader.Defaults;
import io.millrace.http.HttpTransport;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Crawls in this process. */
final class NativeCrawler implements WebsiteCrawlDatasource {
  private static final int MAX_PAGE_BYTES = 10 << 20;

  private final HttpTransport http;
  private final Credentials credentials;
  private final DocumentText documents;
  private final Defaults defaults;
  private final Optional<PageRenderer> renderer;
  private final SinglePages singles;

  NativeCrawler(DatasourceContext context, String provider, Defaults defaults) {
    this.http = context.http();
    this.credentials = new Credentials(context.credentials(), provider);
    this.documents = new DocumentText(context.extractor());
    this.defaults = defaults;
    this.renderer = context.renderer();
    this.singles =
        new SinglePages(
            http,
            new PageMaker(
                new TextStyle(TextStyle.Format.MARKDOWN, true), documents, MAX_PAGE_BYTES),
            renderer);
  }

  @Override
  public CrawledPage fetch(DatasourceItem.WebPage item) {
    Object id = item.entry().get("credential_id");
    return singles.fetch(
        new PlanReader(Map.of("url", item.url())).url(),
        new Visitor(credentials.siteHeaders(id instanceof String text ? text : null)));
  }

  @Override
  public void crawl(CrawlRequest request, Consumer<CrawlProgress> progress) {
    CrawlPlan plan = new PlanReader(request.parameters()).read(defaults);
    crawl(plan, request, credentials.siteHeaders(request.credentialId()), progress);
  }

  private void crawl(
      CrawlPlan plan,
      CrawlRequest request,
      @Nullable String siteHeaders,
      Consumer<CrawlProgress> progress) {
    PageFetcher fetcher =
        new PageFetcher(http, new Visitor(siteHeaders)).within(plan.pageTimeout());
    PageMaker maker = new PageMaker(plan.style(), documents, plan.maxPageBytes());
    try (CrawlState state = CrawlState.open(request.state(), plan.identity())) {
      new NativeCrawl(plan, state, fetcher, maker, renderer, progress).run();
    }
  }
}

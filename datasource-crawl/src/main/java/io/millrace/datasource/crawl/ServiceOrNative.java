package io.millrace.datasource.crawl;

import io.millrace.datasource.Credential;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.WebsiteCrawlDatasource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Crawls by a service where a credential names one, else in this process. */
final class ServiceOrNative implements WebsiteCrawlDatasource {
  private final Credentials credentials;
  private final Function<Credential, Optional<CrawlService>> services;
  private final WebsiteCrawlDatasource crawler;

  ServiceOrNative(
      Credentials credentials,
      Function<Credential, Optional<CrawlService>> services,
      WebsiteCrawlDatasource crawler) {
    this.credentials = credentials;
    this.services = services;
    this.crawler = crawler;
  }

  private Optional<CrawlService> service(@Nullable String credentialId) {
    return credentials.find(credentialId).flatMap(services);
  }

  @Override
  public CrawledPage fetch(DatasourceItem.WebPage item) {
    Object id = item.entry().get("credential_id");
    Optional<CrawlService> service = service(id instanceof String text ? text : null);
    return service.isPresent() ? service.get().fetch(item.url()) : crawler.fetch(item);
  }

  @Override
  public void crawl(CrawlRequest request, Consumer<CrawlProgress> progress) {
    Optional<CrawlService> service = service(request.credentialId());
    if (service.isPresent()) {
      service.get().crawl(request.parameters(), progress);
    } else {
      crawler.crawl(request, progress);
    }
  }
}

package io.millrace.datasource.crawl;

import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.WebsiteCrawlDatasource;
import io.millrace.testkit.contract.WebsiteCrawlContract;
import io.millrace.testkit.server.LoopbackSite;
import io.millrace.testkit.server.Nasty;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SiteCrawlContractTest extends WebsiteCrawlContract {
  private final LoopbackSite site = LoopbackSite.open();

  SiteCrawlContractTest() throws IOException {
    site.page("/", "The mill", "<p>It grinds.</p><a href='/a'>a</a> <a href='/b'>b</a>")
        .page("/a", "Rye", "<p>Rye is dark.</p>")
        .page("/b", "Wheat", "<p>Wheat is light.</p>")
        .on("/never", Nasty.hangs(site));
  }

  @Override
  protected DatasourceProvider provider() {
    return new SiteCrawlProvider();
  }

  @Override
  protected WebsiteCrawlDatasource open() {
    return (WebsiteCrawlDatasource) provider().open(context());
  }

  @Override
  protected DatasourceItem.WebPage goodItem() {
    return item("/");
  }

  @Override
  protected DatasourceItem.WebPage unreachableItem() {
    return item("/nowhere");
  }

  @Override
  protected Optional<DatasourceItem.WebPage> pageThatIsNeverAnswered() {
    return Optional.of(item("/never"));
  }

  @Override
  protected Map<String, Object> crawlOfTwo() {
    return Map.of("url", site.url("/"), "limit", 2, "delay", 0);
  }

  @Override
  protected Optional<Map<String, Object>> crawlThatCannotBegin() {
    return Optional.of(Map.of("url", "mailto:miller@example.org"));
  }

  private DatasourceItem.WebPage item(String path) {
    return new DatasourceItem.WebPage(site.url(path), null, path, Map.of());
  }

  @AfterEach
  void close() throws IOException {
    site.close();
  }
}

package io.millrace.testkit.contract;

import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.WebsiteCrawlDatasource;
import io.millrace.testkit.fake.InMemorySite;
import java.util.Map;
import java.util.Optional;

class InMemorySiteContractTest extends WebsiteCrawlContract {
  private final InMemorySite site =
      new InMemorySite("site")
          .page("https://mill.test/", "Home")
          .page("https://mill.test/a", "A")
          .page("https://mill.test/b", "B");

  @Override
  protected DatasourceProvider provider() {
    return site;
  }

  @Override
  protected WebsiteCrawlDatasource open() {
    return Planted.in(WebsiteCrawlDatasource.class, (WebsiteCrawlDatasource) site.open(context()));
  }

  @Override
  protected DatasourceItem.WebPage goodItem() {
    return InMemorySite.item("https://mill.test/a");
  }

  @Override
  protected DatasourceItem.WebPage unreachableItem() {
    return InMemorySite.item("https://mill.test/nowhere");
  }

  @Override
  protected Map<String, Object> crawlOfTwo() {
    return Map.of("url", "https://mill.test/", "limit", 2);
  }

  @Override
  protected Optional<Map<String, Object>> crawlThatCannotBegin() {
    return Optional.of(Map.of("url", "https://barn.test/"));
  }
}

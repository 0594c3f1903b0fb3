package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.WebsiteCrawlDatasource;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawlProgress;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawlRequest;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawledPage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link WebsiteCrawlDatasource} must do.
 *
 * @since 0.1
 */
public abstract class WebsiteCrawlContract extends DatasourceContract<WebsiteCrawlDatasource> {

  /** Returns a page that can be fetched. */
  protected abstract DatasourceItem.WebPage goodItem() throws Exception;

  /** Returns a page that cannot be fetched. */
  protected abstract DatasourceItem.WebPage unreachableItem() throws Exception;

  /** Returns the parameters of a crawl that finds at least two pages, limited to two. */
  protected abstract Map<String, Object> crawlOfTwo() throws Exception;

  /** Returns a page of a site that never answers; none unless overridden. */
  protected Optional<DatasourceItem.WebPage> pageThatIsNeverAnswered() throws Exception {
    return Optional.empty();
  }

  /** Returns the parameters of a crawl that cannot begin; none unless overridden. */
  protected Optional<Map<String, Object>> crawlThatCannotBegin() throws Exception {
    return Optional.empty();
  }

  @Override
  final DatasourceType type() {
    return DatasourceType.WEBSITE_CRAWL;
  }

  @Override
  final Callable<Object> goodRead() throws Exception {
    DatasourceItem.WebPage page = goodItem();
    return () -> datasource().fetch(page);
  }

  @Override
  final Optional<Callable<Object>> hangingRead() throws Exception {
    return pageThatIsNeverAnswered().map(page -> () -> datasource().fetch(page));
  }

  @Override
  final Optional<Callable<Object>> readAs(String credentialId) throws Exception {
    CrawlRequest request = new CrawlRequest(credentialId, crawlOfTwo());
    return Optional.of(
        () -> {
          datasource().crawl(request, progress -> {});
          return request;
        });
  }

  @Test
  protected void aPageIsFetchedAsText() throws Exception {
    CrawledPage page = datasource().fetch(goodItem());

    assertThat(page.sourceUrl()).startsWith("http");
    assertThat(page.content()).isNotBlank();
  }

  @Test
  protected void anUnreachablePageIsADatasourceException() throws Exception {
    DatasourceItem.WebPage page = unreachableItem();

    assertFails(() -> datasource().fetch(page));
  }

  @Test
  protected void aCrawlThatCannotBeginIsADatasourceException() throws Exception {
    Optional<Map<String, Object>> crawl = crawlThatCannotBegin();
    assumeTrue(crawl.isPresent(), "the test names no crawl that cannot begin");
    CrawlRequest request = new CrawlRequest(null, crawl.orElseThrow());

    assertFails(
        () -> {
          datasource().crawl(request, progress -> {});
          return request;
        });
  }

  @Test
  protected void aCrawlStopsExactlyAtItsLimit() throws Exception {
    List<CrawlProgress> progress = crawl();

    assertThat(pages(progress)).hasSize(2);
    assertThat(pages(progress)).extracting(CrawledPage::sourceUrl).doesNotHaveDuplicates();
    assertThat(pages(progress)).extracting(CrawledPage::content).noneMatch(String::isBlank);
  }

  @Test
  protected void whatACrawlFoundCanBeFetched() throws Exception {
    for (CrawledPage page : pages(crawl())) {
      DatasourceItem.WebPage item =
          new DatasourceItem.WebPage(page.sourceUrl(), null, page.title(), goodItem().entry());

      assertThat(datasource().fetch(item).content()).isEqualTo(page.content());
    }
  }

  @Test
  protected void progressNeverGoesBack() throws Exception {
    int completed = 0;
    for (CrawlProgress step : crawl()) {
      assertThat(step.completed()).isBetween(completed, step.total());
      completed = step.completed();
    }
    assertThat(completed).isEqualTo(2);
  }

  private List<CrawlProgress> crawl() throws Exception {
    List<CrawlProgress> progress = Collections.synchronizedList(new ArrayList<>());
    datasource().crawl(new CrawlRequest(null, crawlOfTwo()), progress::add);
    return progress;
  }

  private static List<CrawledPage> pages(List<CrawlProgress> progress) {
    return progress.stream().map(CrawlProgress::page).filter(Objects::nonNull).toList();
  }
}

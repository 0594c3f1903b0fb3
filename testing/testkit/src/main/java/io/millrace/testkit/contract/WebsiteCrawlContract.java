package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
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

    assertThatThrownBy(() -> datasource().fetch(page))
        .isInstanceOf(DatasourceException.class)
        .message()
        .isNotBlank();
  }

  @Test
  protected void aCrawlStopsExactlyAtItsLimit() throws Exception {
    List<CrawlProgress> progress = crawl();

    assertThat(pages(progress)).hasSize(2);
    assertThat(pages(progress)).extracting(CrawledPage::sourceUrl).doesNotHaveDuplicates();
  }

  @Test
  protected void progressNeverGoesBack() throws Exception {
    int completed = 0;
    for (CrawlProgress step : crawl()) {
      assertThat(step.completed()).isGreaterThanOrEqualTo(completed);
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

package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.OnlineDocumentDatasource;
import io.millrace.datasource.OnlineDocumentDatasource.PageInfo;
import io.millrace.datasource.OnlineDocumentDatasource.PagesRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link OnlineDocumentDatasource} must do.
 *
 * @since 0.1
 */
public abstract class OnlineDocumentContract extends DatasourceContract<OnlineDocumentDatasource> {
  private static final int SOME = 5;
  private static final int MOST_PAGES = 10_000;

  /** Returns a page that can be read. */
  protected abstract DatasourceItem.OnlineDocument goodItem() throws Exception;

  /** Returns a page that there is not. */
  protected abstract DatasourceItem.OnlineDocument unknownItem() throws Exception;

  /** Returns a page of a service that never answers; none unless overridden. */
  protected Optional<DatasourceItem.OnlineDocument> itemThatIsNeverAnswered() throws Exception {
    return Optional.empty();
  }

  /** Returns the parameters with which pages are listed; none unless overridden. */
  protected Map<String, Object> listing() throws Exception {
    return Map.of();
  }

  @Override
  final DatasourceType type() {
    return DatasourceType.ONLINE_DOCUMENT;
  }

  @Override
  final Callable<Object> goodRead() throws Exception {
    DatasourceItem.OnlineDocument item = goodItem();
    return () -> datasource().content(item);
  }

  @Override
  final Optional<Callable<Object>> hangingRead() throws Exception {
    return itemThatIsNeverAnswered().map(item -> () -> datasource().content(item));
  }

  @Override
  final Optional<Callable<Object>> readAs(String credentialId) throws Exception {
    DatasourceItem.OnlineDocument item = goodItem();
    DatasourceItem.OnlineDocument signed =
        new DatasourceItem.OnlineDocument(
            item.workspaceId(),
            item.pageId(),
            item.pageType(),
            item.name(),
            signedInAs(credentialId, item.entry()));
    return Optional.of(() -> datasource().content(signed));
  }

  @Test
  protected void anItemStandsForDocumentsOnceEach() throws Exception {
    try (Stream<DatasourceItem.OnlineDocument> items = datasource().expand(goodItem())) {
      assertThat(items.limit(1_000).map(DatasourceItem::identity).toList())
          .isNotEmpty()
          .doesNotHaveDuplicates();
    }
  }

  @Test
  protected void whatAnItemStandsForCanBeRead() throws Exception {
    try (Stream<DatasourceItem.OnlineDocument> items = datasource().expand(goodItem())) {
      items.limit(SOME).forEach(item -> assertIsContentOf(item, datasource().content(item)));
    }
  }

  @Test
  protected void pagesAreListedOnceEach() throws Exception {
    List<PageInfo> pages = pages();

    assertThat(pages).isNotEmpty();
    assertThat(pages).extracting(PageInfo::pageId).doesNotHaveDuplicates();
    assertThat(pages).isEqualTo(pages());
  }

  @Test
  protected void aPageOfTheListingCanBeRead() throws Exception {
    DatasourceItem.OnlineDocument good = goodItem();
    List<PageInfo> alike =
        pages().stream().filter(page -> page.type().equals(good.pageType())).limit(SOME).toList();

    assertThat(alike).as("listed pages of type '%s'", good.pageType()).isNotEmpty();
    for (PageInfo page : alike) {
      DatasourceItem.OnlineDocument item =
          new DatasourceItem.OnlineDocument(
              page.workspaceId(), page.pageId(), page.type(), page.name(), good.entry());
      assertIsContentOf(item, datasource().content(item));
    }
  }

  @Test
  protected void aListingMayBeLeftBeforeItsEnd() throws Exception {
    PagesRequest request = new PagesRequest(null, listing());
    Stream<PageInfo> pages = datasource().pages(request);
    assertThat(pages.findFirst()).isPresent();

    pages.close();

    try (Stream<PageInfo> again = datasource().pages(request)) {
      assertThat(again.findFirst()).isPresent();
    }
  }

  @Test
  protected void aListingAsksForNoMoreThanIsTaken() throws Exception {
    PagesRequest request = new PagesRequest(null, listing());
    assertLazy(
        () -> {
          try (Stream<PageInfo> pages = datasource().pages(request)) {
            return pages.findFirst();
          }
        },
        this::pages);
  }

  @Test
  protected void contentComesWithThePagesIds() throws Exception {
    DatasourceItem.OnlineDocument item = goodItem();

    assertIsContentOf(item, datasource().content(item));
  }

  @Test
  protected void theSamePageHasTheSameContent() throws Exception {
    DatasourceItem.OnlineDocument item = goodItem();

    assertThat(datasource().content(item)).isEqualTo(datasource().content(item));
  }

  @Test
  protected void anUnknownPageIsADatasourceException() throws Exception {
    DatasourceItem.OnlineDocument unknown = unknownItem();

    assertFails(() -> datasource().content(unknown));
  }

  private static void assertIsContentOf(
      DatasourceItem.OnlineDocument item, Map<String, Object> content) {
    assertThat(content)
        .containsKey("workspace_id")
        .containsEntry("page_id", item.pageId())
        .hasEntrySatisfying(
            "content", text -> assertThat(text).isInstanceOf(String.class).asString().isNotBlank());
  }

  private List<PageInfo> pages() throws Exception {
    try (Stream<PageInfo> pages = datasource().pages(new PagesRequest(null, listing()))) {
      return pages.limit(MOST_PAGES).toList();
    }
  }
}

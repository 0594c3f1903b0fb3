package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.OnlineDocumentDatasource;
import io.millrace.datasource.OnlineDocumentDatasource.PageInfo;
import io.millrace.datasource.OnlineDocumentDatasource.PagesRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link OnlineDocumentDatasource} must do.
 *
 * @since 0.1
 */
public abstract class OnlineDocumentContract extends DatasourceContract<OnlineDocumentDatasource> {

  /** Returns a page that can be read. */
  protected abstract DatasourceItem.OnlineDocument goodItem() throws Exception;

  /** Returns a page that there is not. */
  protected abstract DatasourceItem.OnlineDocument unknownItem() throws Exception;

  @Test
  protected void pagesAreListedOnceEach() {
    List<PageInfo> pages = pages();

    assertThat(pages).isNotEmpty();
    assertThat(pages).extracting(PageInfo::pageId).doesNotHaveDuplicates();
    assertThat(pages).isEqualTo(pages());
  }

  @Test
  protected void aListingMayBeLeftBeforeItsEnd() {
    try (Stream<PageInfo> pages = datasource().pages(new PagesRequest(null, Map.of()))) {
      assertThat(pages.findFirst()).isPresent();
    }
  }

  @Test
  protected void contentComesWithThePagesIds() throws Exception {
    DatasourceItem.OnlineDocument item = goodItem();

    Map<String, Object> content = datasource().content(item);

    assertThat(content).containsKeys("content", "page_id", "workspace_id");
    assertThat(content.get("content")).asString().isNotBlank();
  }

  @Test
  protected void theSamePageHasTheSameContent() throws Exception {
    DatasourceItem.OnlineDocument item = goodItem();

    assertThat(datasource().content(item)).isEqualTo(datasource().content(item));
  }

  @Test
  protected void anUnknownPageIsADatasourceException() throws Exception {
    DatasourceItem.OnlineDocument unknown = unknownItem();

    assertThatThrownBy(() -> datasource().content(unknown))
        .isInstanceOf(DatasourceException.class)
        .message()
        .isNotBlank();
  }

  @Test
  protected void manyThreadsMayReadAtOnce() throws Exception {
    DatasourceItem.OnlineDocument item = goodItem();
    Map<String, Object> alone = datasource().content(item);

    assertThat(Threads.together(() -> datasource().content(item)))
        .allSatisfy(content -> assertThat(content).isEqualTo(alone));
  }

  private List<PageInfo> pages() {
    try (Stream<PageInfo> pages = datasource().pages(new PagesRequest(null, Map.of()))) {
      return pages.toList();
    }
  }
}

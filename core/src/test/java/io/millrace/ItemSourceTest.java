package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.OnlineDocumentDatasource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ItemSourceTest {

  /** Makes two rows of a database; a page stands for itself. */
  private static class Wiki implements OnlineDocumentDatasource {
    @Override
    public Stream<PageInfo> pages(PagesRequest request) {
      return Stream.empty();
    }

    @Override
    public Map<String, Object> content(DatasourceItem.OnlineDocument item) {
      return Map.of();
    }
  }

  private static class Rows extends Wiki {
    @Override
    public Stream<DatasourceItem.OnlineDocument> expand(DatasourceItem.OnlineDocument item) {
      if (item.pageId().equals("broken")) {
        throw DatasourceException.permanent("no such database", null);
      }
      return Stream.of(document("row 1"), document("row 2"));
    }
  }

  private static DatasourceItem.OnlineDocument document(String id) {
    return new DatasourceItem.OnlineDocument("w", id, "page", id, Map.of());
  }

  private static List<String> found(OnlineDocumentDatasource datasource, String... ids) {
    List<String> found = new ArrayList<>();
    List<DatasourceItem> items =
        Stream.of(ids).<DatasourceItem>map(ItemSourceTest::document).toList();
    try (ItemSource source = new ItemSource(items, datasource)) {
      for (ItemSource.Found item = source.next(); item != null; item = source.next()) {
        found.add(item.item().name() + (item.error() == null ? "" : ": " + item.error()));
      }
    }
    return found;
  }

  @Test
  void anOnlineDocumentStandsForItself() {
    assertThat(found(new Wiki(), "a", "b")).containsExactly("a", "b");
  }

  @Test
  void anOnlineDocumentMayStandForSeveral() {
    assertThat(found(new Rows(), "a")).containsExactly("row 1", "row 2");
  }

  @Test
  void anOnlineDocumentThatCannotBeExpandedIsPassedOnWithTheReason() {
    assertThat(found(new Rows(), "broken", "a"))
        .containsExactly("broken: no such database", "row 1", "row 2");
  }
}

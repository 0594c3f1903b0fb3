package io.millrace.examples.plugin;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.OnlineDocumentDatasource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A log book of two days. A real datasource would ask a service here. */
final class Logbook implements OnlineDocumentDatasource {
  private static final String WORKSPACE = "mill";

  private final Map<String, String> days =
      new TreeMap<>(
          Map.of(
              "2026-03-01", "Ice on the paddles until nine. Ground 300 kg of rye.",
              "2026-03-02", "Changed the belt of the hoist. Ground 900 kg of wheat."));

  @Override
  public Stream<PageInfo> pages(PagesRequest request) {
    return days.keySet().stream()
        .map(day -> new PageInfo(WORKSPACE, "Mill", day, day, "page", null, day, null));
  }

  @Override
  public Map<String, Object> content(DatasourceItem.OnlineDocument item) {
    String text = days.get(item.pageId());
    if (text == null) {
      throw DatasourceException.permanent(
          "No page '%s' in the log book. There are: %s".formatted(item.pageId(), days.keySet()),
          null);
    }
    return Map.of("workspace_id", WORKSPACE, "page_id", item.pageId(), "content", text);
  }
}

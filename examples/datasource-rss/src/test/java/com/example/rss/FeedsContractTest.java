package com.example.rss;

import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.OnlineDocumentDatasource;
import io.millrace.testkit.contract.OnlineDocumentContract;
import io.millrace.testkit.server.LoopbackSite;
import io.millrace.testkit.server.Nasty;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class FeedsContractTest extends OnlineDocumentContract {
  static final String FEED =
      """
      <rss version="2.0"><channel><title>The mill</title><link>https://example.org</link>
      <item><title>Flood</title><guid>flood</guid><description>Close the sluice.</description></item>
      <item><title>Flour</title><guid>flour</guid><description>It keeps a year.</description></item>
      </channel></rss>
      """;

  private final LoopbackSite site = LoopbackSite.open();

  FeedsContractTest() throws IOException {
    site.on("/feed", exchange -> exchange.send(200, "application/rss+xml", FEED));
    site.on("/never", Nasty.hangs(site));
  }

  @Override
  protected DatasourceProvider provider() {
    return new FeedProvider();
  }

  @Override
  protected OnlineDocumentDatasource open() {
    return (OnlineDocumentDatasource) provider().open(context());
  }

  @Override
  protected Map<String, Object> listing() {
    return Map.of("url", site.url("/feed"));
  }

  @Override
  protected DatasourceItem.OnlineDocument goodItem() {
    return item(site.url("/feed"), "flood");
  }

  @Override
  protected DatasourceItem.OnlineDocument unknownItem() {
    return item(site.url("/feed"), "drought");
  }

  @Override
  protected Optional<DatasourceItem.OnlineDocument> itemThatIsNeverAnswered() {
    return Optional.of(item(site.url("/never"), "flood"));
  }

  private static DatasourceItem.OnlineDocument item(String feed, String entry) {
    return new DatasourceItem.OnlineDocument(feed, entry, "page", entry, Map.of());
  }

  @AfterEach
  void close() throws IOException {
    site.close();
  }
}

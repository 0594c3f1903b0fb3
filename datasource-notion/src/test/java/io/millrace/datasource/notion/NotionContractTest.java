package io.millrace.datasource.notion;

import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.OnlineDocumentDatasource;
import io.millrace.testkit.contract.OnlineDocumentContract;
import io.millrace.testkit.notion.Block;
import io.millrace.testkit.notion.NotionServer;
import io.millrace.testkit.notion.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class NotionContractTest extends OnlineDocumentContract {
  private final NotionServer server = NotionServer.start();
  private final String page = Samples.fullPage(server.workspace());
  private final Reader reader = new Reader(server, Map.of());

  /** There are more pages than one answer lists. */
  NotionContractTest() throws IOException {
    for (int i = 0; i < 120; i++) {
      var unused = server.workspace().page("Page " + i, Block.paragraph("Text " + i));
    }
  }

  @Override
  protected DatasourceProvider provider() {
    return new NotionDatasourceProvider();
  }

  @Override
  protected OnlineDocumentDatasource open() {
    return reader.notion;
  }

  @Override
  protected DatasourceItem.OnlineDocument goodItem() {
    return Reader.item("page", page);
  }

  @Override
  protected DatasourceItem.OnlineDocument unknownItem() {
    return Reader.item("page", server.workspace().newId());
  }

  @Override
  protected Optional<DatasourceItem.OnlineDocument> itemThatIsNeverAnswered() {
    server.delay(Duration.ofMinutes(1));
    return Optional.of(goodItem());
  }

  @Override
  protected OptionalInt requests() {
    return OptionalInt.of(server.requests().size());
  }

  @Override
  protected Optional<String> secret() {
    return Optional.of("secret_valid");
  }

  @AfterEach
  void close() {
    reader.close();
    server.close();
  }
}

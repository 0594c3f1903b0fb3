package io.millrace.datasource.notion;

import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.OnlineDocumentDatasource;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The datasource behind {@link NotionDatasourceProvider}. */
final class Notion implements OnlineDocumentDatasource {
  private final NotionApi api;
  private final Credentials credentials;
  private final Workers workers;
  private final Memory memory = new Memory();

  Notion(DatasourceContext context, Settings settings) {
    this.api = new NotionApi(context.http(), settings);
    this.credentials =
        new Credentials(context.credentials(), context.settings(), api, Clock.systemUTC());
    this.workers = new Workers(settings.concurrency());
  }

  private Session session(@org.jspecify.annotations.Nullable String credentialId) {
    return new Session(api, credentials, workers.call(() -> credentials.account(credentialId)));
  }

  /**
   * Takes {@code query}, words of the title, and {@code start_cursor}, to go on after a failure.
   */
  @Override
  public List<String> parameters() {
    return Listing.PARAMETERS;
  }

  @Override
  public Stream<PageInfo> pages(PagesRequest request) {
    return new Listing(session(request.credentialId()), workers).pages(request.parameters());
  }

  @Override
  public Stream<DatasourceItem.OnlineDocument> expand(DatasourceItem.OnlineDocument item) {
    return new Expansion(session(item.credentialId()), workers).of(item);
  }

  @Override
  public Map<String, Object> content(DatasourceItem.OnlineDocument item) {
    return new Contents(session(item.credentialId()), workers, memory).of(item);
  }

  @Override
  public void close() {
    workers.close();
  }
}

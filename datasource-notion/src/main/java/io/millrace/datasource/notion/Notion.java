package io.millrace.datasource.notion;

import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.OnlineDocumentDatasource;
import io.millrace.extractor.DocumentExtractor;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The datasource behind {@link NotionDatasourceProvider}. */
final class Notion implements OnlineDocumentDatasource {
  private final DatasourceContext context;
  private final Clock clock = Clock.systemUTC();
  private final NotionApi api;
  private final Credentials credentials;
  private final Workers office = new Workers(16);
  private final Memory memory = new Memory();

  Notion(DatasourceContext context, Settings settings) {
    this.context = context;
    this.api = new NotionApi(context.http(), settings);
    this.credentials =
        new Credentials(context.credentials(), Settings.ofHost(context.settings()), api, clock);
  }

  private Session session(@Nullable String credentialId) {
    return new Session(api, credentials, office.call(() -> credentials.account(credentialId)));
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
    return new Listing(session(request.credentialId())).pages(request.parameters());
  }

  @Override
  public Stream<DatasourceItem.OnlineDocument> expand(DatasourceItem.OnlineDocument item) {
    return new Expansion(session(item.credentialId())).of(item);
  }

  @Override
  public Map<String, Object> content(DatasourceItem.OnlineDocument item) {
    Session session = session(item.credentialId());
    return new Contents(session, memory, attachments(session)).of(item);
  }

  private Attachments attachments(Session session) {
    if (session.account().settings().files() == Settings.FileHandling.LINK) {
      return Attachments.NONE;
    }
    DocumentExtractor extractor =
        context
            .extractor()
            .orElseThrow(
                () ->
                    DatasourceException.permanent(
                        "files=extract needs an extractor. Add millrace-extractor-tika to the class"
                            + " path, or leave 'files' at 'link'",
                        null));
    return new FileTexts(
        session, new FileDownload(context.http(), context.files()), extractor, clock);
  }

  @Override
  public void close() {
    office.close();
    credentials.close();
  }
}

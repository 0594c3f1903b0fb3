package io.millrace.datasource.crawl;

import com.google.common.collect.ImmutableList;
import io.millrace.datasource.Credential;
import io.millrace.datasource.CredentialField;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.WebsiteCrawlDatasource;
import io.millrace.datasource.crawl.PlanReader.Defaults;
import io.millrace.http.HttpTransport;
import java.util.List;
import java.util.Optional;

/**
 * A provider of a service that crawls elsewhere: it is asked where a credential has a key or an
 * address for it, and the crawler of this process where none does.
 */
abstract class ServiceProvider implements DatasourceProvider {
  private final String id;
  private final Defaults defaults;
  private final ImmutableList<CredentialField> fields;

  /**
   * @param defaults of a crawl in this process
   * @param fields of a credential for the service
   */
  ServiceProvider(String id, Defaults defaults, CredentialField... fields) {
    this.id = id;
    this.defaults = defaults;
    this.fields =
        ImmutableList.<CredentialField>builder()
            .add(fields)
            .add(SiteCrawlProvider.SITE_HEADERS)
            .build();
  }

  /** Returns the service that a credential sets up, if it does. */
  abstract Optional<CrawlService> service(Credential credential, HttpTransport http);

  /** Returns what crawls where no service is set up. */
  WebsiteCrawlDatasource crawler(WebsiteCrawlDatasource here) {
    return here;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final DatasourceType type() {
    return DatasourceType.WEBSITE_CRAWL;
  }

  @Override
  public final List<CredentialField> credentialFields() {
    return fields;
  }

  @Override
  public final Datasource open(DatasourceContext context) {
    return new ServiceOrNative(
        new Credentials(context.credentials(), id),
        credential -> service(credential, context.http()),
        crawler(new NativeCrawler(context, id, defaults)));
  }
}

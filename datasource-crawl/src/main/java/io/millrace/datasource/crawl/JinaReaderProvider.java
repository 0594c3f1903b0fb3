package io.millrace.datasource.crawl;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.crawl.PlanReader.Defaults;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Offers {@code jinareader}, also as {@code jina} (spec/05 §8): Jina's reader and crawler where a
 * credential has a key or an address, and the crawler of this process where none does.
 *
 * <p>Parameters: {@code url}, {@code crawl_sub_pages}, {@code limit}, {@code use_sitemap}; and
 * those of {@link SiteCrawlProvider} where the crawl is in this process.
 *
 * @since 0.1
 */
public final class JinaReaderProvider implements DatasourceProvider {
  private final Duration poll;

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public JinaReaderProvider() {
    this(Duration.ofSeconds(5));
  }

  JinaReaderProvider(Duration poll) {
    this.poll = poll;
  }

  @Override
  public String id() {
    return "jinareader";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("jina");
  }

  @Override
  public DatasourceType type() {
    return DatasourceType.WEBSITE_CRAWL;
  }

  @Override
  public List<CredentialField> credentialFields() {
    return List.of(
        new CredentialField("api_key", true, false, "The key of jina.ai."),
        new CredentialField(
            "base_url", false, false, "Where the reader is; https://r.jina.ai by default."),
        new CredentialField(
            "crawl_url", false, false, "Where crawls are begun; Jina's by default."),
        new CredentialField(
            "status_url", false, false, "Where crawls are asked about; Jina's by default."),
        SiteCrawlProvider.SITE_HEADERS);
  }

  @Override
  public Datasource open(DatasourceContext context) {
    return new ServiceOrNative(
        new Credentials(context.credentials(), id()),
        credential -> JinaReader.of(credential, context.http(), poll),
        new NativeCrawler(context, id(), new Defaults(1, false, true, true)));
  }
}

package io.millrace.datasource.crawl;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.crawl.PlanReader.Defaults;
import java.time.Duration;
import java.util.List;

/**
 * Offers {@code firecrawl} (spec/05 §8): Firecrawl's own API where a credential has a key or the
 * address of an own installation, and the crawler of this process where none does.
 *
 * <p>Parameters: {@code url}, {@code crawl_subpages}, {@code limit}, {@code max_depth}, {@code
 * include_paths}, {@code exclude_paths}, {@code only_main_content}; and those of {@link
 * SiteCrawlProvider} where the crawl is in this process.
 *
 * @since 0.1
 */
public final class FirecrawlProvider implements DatasourceProvider {
  private final Duration poll;

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public FirecrawlProvider() {
    this(Duration.ofSeconds(5));
  }

  FirecrawlProvider(Duration poll) {
    this.poll = poll;
  }

  @Override
  public String id() {
    return "firecrawl";
  }

  @Override
  public DatasourceType type() {
    return DatasourceType.WEBSITE_CRAWL;
  }

  @Override
  public List<CredentialField> credentialFields() {
    return List.of(
        new CredentialField(
            "firecrawl_api_key",
            true,
            false,
            "The key of firecrawl.dev, or of an own installation."),
        new CredentialField(
            "base_url", false, false, "Where Firecrawl is; https://api.firecrawl.dev by default."),
        SiteCrawlProvider.SITE_HEADERS);
  }

  @Override
  public Datasource open(DatasourceContext context) {
    return new ServiceOrNative(
        new Credentials(context.credentials(), id()),
        credential -> Firecrawl.of(credential, context.http(), poll),
        new NativeCrawler(context, id(), new Defaults(5, true, true, false)));
  }
}

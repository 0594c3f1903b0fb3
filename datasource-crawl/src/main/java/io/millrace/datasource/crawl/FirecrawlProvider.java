package io.millrace.datasource.crawl;

import io.millrace.datasource.Credential;
import io.millrace.datasource.CredentialField;
import io.millrace.datasource.crawl.PlanReader.Defaults;
import io.millrace.http.HttpTransport;
import java.time.Duration;
import java.util.Optional;

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
public final class FirecrawlProvider extends ServiceProvider {
  private final Polling polling;

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public FirecrawlProvider() {
    this(Duration.ofSeconds(5));
  }

  FirecrawlProvider(Duration poll) {
    super(
        "firecrawl",
        new Defaults(5, true, true, false),
        new CredentialField(
            "firecrawl_api_key",
            true,
            false,
            "The key of firecrawl.dev, or of an own installation."),
        new CredentialField(
            "base_url", false, false, "Where Firecrawl is; https://api.firecrawl.dev by default."));
    this.polling = new Polling(poll);
  }

  @Override
  Optional<CrawlService> service(Credential credential, HttpTransport http) {
    return ServiceAccount.of(credential, "firecrawl_api_key")
        .map(account -> new Firecrawl(account, http, polling));
  }
}

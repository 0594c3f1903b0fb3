package io.millrace.datasource.crawl;

import io.millrace.datasource.Credential;
import io.millrace.datasource.CredentialField;
import io.millrace.datasource.crawl.PlanReader.Defaults;
import io.millrace.http.HttpTransport;
import java.time.Duration;
import java.util.Optional;
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
public final class JinaReaderProvider extends ServiceProvider {
  private final Polling polling;

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public JinaReaderProvider() {
    this(Duration.ofSeconds(5));
  }

  JinaReaderProvider(Duration poll) {
    super(
        "jinareader",
        new Defaults(1, false, true, true),
        new CredentialField("api_key", true, false, "The key of jina.ai."),
        new CredentialField(
            "base_url", false, false, "Where the reader is; https://r.jina.ai by default."),
        new CredentialField(
            "crawl_url", false, false, "Where crawls are begun; Jina's by default."),
        new CredentialField(
            "status_url", false, false, "Where crawls are asked about; Jina's by default."));
    this.polling = new Polling(poll);
  }

  @Override
  public Set<String> aliases() {
    return Set.of("jina");
  }

  @Override
  Optional<CrawlService> service(Credential credential, HttpTransport http) {
    return ServiceAccount.of(credential, "api_key")
        .map(account -> new JinaReader(account, credential, http, polling));
  }
}

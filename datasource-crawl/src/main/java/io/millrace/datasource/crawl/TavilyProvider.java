package io.millrace.datasource.crawl;

import io.millrace.datasource.Credential;
import io.millrace.datasource.CredentialField;
import io.millrace.datasource.WebsiteCrawlDatasource;
import io.millrace.datasource.crawl.PlanReader.Defaults;
import io.millrace.http.HttpTransport;
import java.util.Optional;

/**
 * Offers {@code tavily} (spec/05 §8): a search of the web by Tavily where a credential has a key or
 * an address. Without one there is nothing that searches; a {@code url} is crawled by this process.
 *
 * <p>Parameters: {@code query}, {@code search_depth}, {@code topic}, {@code max_results}, {@code
 * include_domains}, {@code exclude_domains}, {@code include_images}, {@code include_answer}, {@code
 * include_raw_content}.
 *
 * @since 0.1
 */
public final class TavilyProvider extends ServiceProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public TavilyProvider() {
    super(
        "tavily",
        new Defaults(5, true, true, false),
        new CredentialField("tavily_api_key", true, false, "The key of tavily.com."),
        new CredentialField(
            "base_url", false, false, "Where Tavily is; https://api.tavily.com by default."));
  }

  @Override
  Optional<CrawlService> service(Credential credential, HttpTransport http) {
    return ServiceAccount.of(credential, "tavily_api_key")
        .map(account -> new Tavily(account, http));
  }

  @Override
  WebsiteCrawlDatasource crawler(WebsiteCrawlDatasource here) {
    return new SearchNeedsKey(here);
  }
}

package io.millrace.datasource.crawl;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.crawl.PlanReader.Defaults;
import java.util.List;

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
public final class TavilyProvider implements DatasourceProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public TavilyProvider() {}

  @Override
  public String id() {
    return "tavily";
  }

  @Override
  public DatasourceType type() {
    return DatasourceType.WEBSITE_CRAWL;
  }

  @Override
  public List<CredentialField> credentialFields() {
    return List.of(
        new CredentialField("tavily_api_key", true, false, "The key of tavily.com."),
        new CredentialField(
            "base_url", false, false, "Where Tavily is; https://api.tavily.com by default."),
        SiteCrawlProvider.SITE_HEADERS);
  }

  @Override
  public Datasource open(DatasourceContext context) {
    return new ServiceOrNative(
        new Credentials(context.credentials(), id()),
        credential -> Tavily.of(credential, context.http()),
        new SearchNeedsKey(new NativeCrawler(context, id(), new Defaults(5, true, true, false))));
  }
}

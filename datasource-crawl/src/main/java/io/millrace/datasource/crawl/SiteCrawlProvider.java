package io.millrace.datasource.crawl;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.crawl.PlanReader.Defaults;
import java.util.List;
import java.util.Set;

/**
 * Offers the {@code website_crawl} datasource of this library: a crawler in this process, without
 * any service. The other providers run on it too where no service of theirs is configured.
 *
 * <p>Parameters of a crawl: {@code url}; {@code limit} (10,000 results by default), {@code
 * max_depth} (none), {@code include_paths} and {@code exclude_paths} (lists, or text with commas,
 * of regular expressions that are looked for in the path), {@code crawl_subpages} (true), {@code
 * use_sitemap} (false), {@code only_main_content} (false), {@code formats} ({@code markdown},
 * {@code html}, {@code text} or {@code none}), {@code browser} (which pages an installed browser
 * shows: {@code auto}, those that are empty without their scripts; {@code always}; {@code never};
 * or regular expressions that are looked for in host and path), {@code wait_time} (milliseconds
 * that the browser waits once a page has come to rest; 0, and with more every page is shown),
 * {@code delay} (seconds between two pages; none, and as fast as the server is quick), {@code
 * concurrency} (4 pages of one server at once), {@code timeout} (seconds for all of it; 12 hours),
 * {@code page_timeout} (seconds for one page; 60, and no more) and {@code max_page_bytes} (10 MiB).
 *
 * @since 0.1
 */
public final class SiteCrawlProvider implements DatasourceProvider {
  static final CredentialField SITE_HEADERS =
      new CredentialField(
          Visitor.HEADERS_FIELD,
          true,
          false,
          "Headers that sign in at sites, one a line: a host, a blank, and the header.");

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public SiteCrawlProvider() {}

  @Override
  public String id() {
    return "millrace";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("website");
  }

  @Override
  public DatasourceType type() {
    return DatasourceType.WEBSITE_CRAWL;
  }

  @Override
  public List<CredentialField> credentialFields() {
    return List.of(SITE_HEADERS);
  }

  @Override
  public Datasource open(DatasourceContext context) {
    return new NativeCrawler(context, id(), new Defaults(10_000, true, false, false));
  }
}

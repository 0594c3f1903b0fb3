package io.millrace.cli;

import io.millrace.PipelineEngine;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.WebsiteCrawlDatasource;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawlRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Crawls a website. */
@Command(
    name = "crawl",
    description =
        "Crawls a website and prints its pages, one a line: source_url, title, description and"
            + " content.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:there were pages",
      "1:there was nothing to be had, or the crawl was ended",
      "2:the command line cannot be used"
    })
final class CrawlCommand implements Callable<Integer> {
  private static final Pattern ADDRESS = Pattern.compile("(?i)https?://.");

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  CommandSpec spec;

  @Parameters(paramLabel = "URL", description = "The page to begin with.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  String url;

  @Option(names = "--limit", paramLabel = "N", description = "Pages at most (default: 10000).")
  @Nullable Integer limit;

  @Option(
      names = "--max-depth",
      paramLabel = "N",
      description = "Links away from URL at most (default: no limit).")
  @Nullable Integer maxDepth;

  @Option(
      names = "--include",
      paramLabel = "P",
      description = "Only pages in whose path this regular expression is found; may be repeated.")
  List<String> include = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "P",
      description = "No pages in whose path this regular expression is found; may be repeated.")
  List<String> exclude = new ArrayList<>();

  @Option(names = "--sitemap", description = "Begin with the site's own list of pages too.")
  boolean sitemap;

  @Option(
      names = "--main-content",
      description = "Leave out what is around the main part of a page.")
  boolean mainContent;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Of the content: markdown, html, text or none (default: markdown).")
  @Nullable String format;

  @Option(
      names = "--delay",
      paramLabel = "SECONDS",
      description = "Between two pages of a server (default: as fast as it is quick).")
  @Nullable String delay;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "Pages of a server at once, at most (default: 4).")
  @Nullable Integer concurrency;

  @Option(
      names = "--browser",
      paramLabel = "WHICH",
      description =
          "Pages that an installed Chromium shows: auto (those that are empty without their"
              + " scripts), always, never, or a regular expression that is looked for in host and"
              + " path; may be repeated (default: auto).")
  List<String> browser = new ArrayList<>();

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Keep there what is known: a crawl that was ended goes on, a later one asks only for what"
              + " has changed.")
  @Nullable Path state;

  @Option(
      names = "--json",
      description = "Pages as JSON objects, as they are anyway where the output is no terminal.")
  boolean json;

  @Mixin AccessOptions access = new AccessOptions();

  @Override
  public Integer call() throws IOException {
    PipelineEngine.Builder builder = PipelineEngine.builder().discover();
    access.apply(builder);
    boolean objects = json || !Boolean.getBoolean("millrace.terminal.out");
    try (PipelineEngine engine = builder.build()) {
      WebsiteCrawlDatasource crawler =
          engine
              .datasource(DatasourceType.WEBSITE_CRAWL, "millrace")
              .filter(WebsiteCrawlDatasource.class::isInstance)
              .map(WebsiteCrawlDatasource.class::cast)
              .orElseThrow(
                  () ->
                      new BadInputException(
                          "No crawler is installed: add millrace-datasource-crawl"));
      CrawlDisplay display = new CrawlDisplay(spec.commandLine(), objects);
      crawler.crawl(new CrawlRequest(null, parameters(), state), display);
      return display.summary() > 0 ? ExitCodes.SUCCEEDED : ExitCodes.FAILED;
    }
  }

  private Map<String, Object> parameters() {
    if (!ADDRESS.matcher(url).lookingAt()) {
      throw new BadInputException(
          "'%s' is not an http or https address. Give a full URL, such as https://example.org/"
              .formatted(url));
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("url", url);
    parameters.put("include_paths", include);
    parameters.put("exclude_paths", exclude);
    parameters.put("use_sitemap", sitemap);
    parameters.put("only_main_content", mainContent);
    if (!browser.isEmpty()) {
      parameters.put("browser", browser);
    }
    put(parameters, "limit", limit);
    put(parameters, "max_depth", maxDepth);
    put(parameters, "formats", format);
    put(parameters, "delay", delay);
    put(parameters, "concurrency", concurrency);
    return parameters;
  }

  private static void put(Map<String, Object> parameters, String name, @Nullable Object value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }
}

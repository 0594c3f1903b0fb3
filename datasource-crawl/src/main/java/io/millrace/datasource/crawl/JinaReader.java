package io.millrace.datasource.crawl;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.datasource.Credential;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawlProgress;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawledPage;
import io.millrace.http.HttpTransport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Jina's reader for one page, and its adaptive crawl for many (spec/05 §8). */
final class JinaReader implements CrawlService {
  private static final String READER = "https://r.jina.ai";
  private static final String CRAWL = "https://adaptivecrawl-kir3wx7b3a-uc.a.run.app";
  private static final String STATUS = "https://adaptivecrawlstatus-kir3wx7b3a-uc.a.run.app";
  private static final int LONGEST_SECONDS = 3_600;
  private static final int RESULTS_AT_ONCE = 20;

  private final URI reader;
  private final URI crawl;
  private final URI status;
  private final JsonApi api;
  private final Duration poll;

  private JinaReader(URI reader, URI crawl, URI status, JsonApi api, Duration poll) {
    this.reader = reader;
    this.crawl = crawl;
    this.status = status;
    this.api = api;
    this.poll = poll;
  }

  /** Returns the service of a credential that has a key, or says where the service is. */
  static Optional<CrawlService> of(Credential credential, HttpTransport http, Duration poll) {
    Optional<String> key = credential.value("api_key").filter(text -> !text.isBlank());
    Optional<String> base = credential.value("base_url").filter(text -> !text.isBlank());
    if (key.isEmpty() && base.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> headers =
        key.map(secret -> Map.of("Authorization", "Bearer " + secret)).orElse(Map.of());
    return Optional.of(
        new JinaReader(
            URI.create(base.orElse(READER)),
            URI.create(credential.value("crawl_url").orElse(CRAWL)),
            URI.create(credential.value("status_url").orElse(STATUS)),
            new JsonApi(http, headers, Duration.ofMinutes(2)),
            poll));
  }

  @Override
  public CrawledPage fetch(String url) {
    return page(data(api.post(reader, Map.of("url", url)), "read").json().path("data"));
  }

  @Override
  public void crawl(Map<String, Object> parameters, Consumer<CrawlProgress> progress) {
    PlanReader plan = new PlanReader(parameters);
    String url = plan.url().toString();
    boolean subPages = plan.flag(false, "crawl_sub_pages", "crawl_subpages");
    int limit = subPages ? plan.number(1, 1, "limit") : 1;
    int seconds = plan.number(LONGEST_SECONDS, 1, "timeout");
    JsonApi.Answer begun =
        data(
            api.post(
                crawl,
                Map.of(
                    "url", url,
                    "maxPages", limit,
                    "useSitemap", plan.flag(true, "use_sitemap"))),
            "crawl");
    String task = JsonApi.text(begun.json().path("data"), "taskId");
    if (task.isEmpty()) {
      throw failed("Failed to crawl");
    }
    progress.accept(new CrawlProgress(null, 0, 0));
    results(task, processed(task, seconds, progress), limit, progress);
  }

  /** Asks until the crawl is done; every other end is a failure. */
  private List<String> processed(String task, int seconds, Consumer<CrawlProgress> progress) {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (true) {
      JsonNode data = data(api.post(status, Map.of("taskId", task)), "status").json().path("data");
      String state = JsonApi.text(data, "status");
      if (state.equals("completed")) {
        List<String> urls = new ArrayList<>();
        data.path("processed").fieldNames().forEachRemaining(urls::add);
        return urls;
      } else if (state.equals("failed") || state.equals("cancelled") || state.equals("error")) {
        throw failed("Failed to crawl: the task is " + state);
      }
      progress.accept(
          new CrawlProgress(
              null,
              data.path("processed").size() + data.path("failed").size(),
              data.path("urls").size()));
      if (System.nanoTime() - end > 0) {
        throw DatasourceException.retriable(
            "An error occurred: the task was not done after " + seconds + " s", null);
      }
      JsonApi.pause(poll);
    }
  }

  private void results(
      String task, List<String> urls, int limit, Consumer<CrawlProgress> progress) {
    int done = 0;
    for (int start = 0; start < urls.size() && done < limit; start += RESULTS_AT_ONCE) {
      List<String> some = urls.subList(start, Math.min(urls.size(), start + RESULTS_AT_ONCE));
      JsonNode processed =
          data(api.post(status, Map.of("taskId", task, "urls", some)), "status")
              .json()
              .path("data")
              .path("processed");
      for (String url : some) {
        JsonNode item = processed.path(url).path("data");
        if (item.isObject() && done < limit) {
          done++;
          progress.accept(new CrawlProgress(page(item), done, urls.size()));
        }
      }
    }
  }

  private static CrawledPage page(JsonNode item) {
    return new CrawledPage(
        JsonApi.text(item, "url"),
        JsonApi.text(item, "title"),
        JsonApi.text(item, "description"),
        JsonApi.text(item, "content"));
  }

  private static JsonApi.Answer data(JsonApi.Answer answer, String what) {
    if (!answer.ok() || answer.json().path("code").asInt(200) != 200) {
      throw failed(
          "Failed to crawl: status %d, %s, at %s"
              .formatted(answer.status(), answer.message(), what));
    }
    return answer;
  }

  private static DatasourceException failed(String message) {
    return DatasourceException.permanent("An error occurred: " + message, null);
  }
}

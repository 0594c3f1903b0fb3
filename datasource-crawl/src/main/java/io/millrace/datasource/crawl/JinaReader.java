package io.millrace.datasource.crawl;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import io.millrace.datasource.Credential;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawlProgress;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawledPage;
import io.millrace.http.HttpTransport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Jina's reader for one page, and its adaptive crawl for many (spec/05 §8). */
final class JinaReader implements CrawlService {
  private static final String READER = "https://r.jina.ai";
  private static final String CRAWL = "https://adaptivecrawl-kir3wx7b3a-uc.a.run.app";
  private static final String STATUS = "https://adaptivecrawlstatus-kir3wx7b3a-uc.a.run.app";
  private static final int RESULTS_AT_ONCE = 20;

  private final URI reader;
  private final URI crawl;
  private final URI status;
  private final JsonApi api;
  private final Polling polling;

  JinaReader(ServiceAccount account, Credential credential, HttpTransport http, Polling polling) {
    this.reader = ServiceAccount.uri(account.address().orElse(READER), "base_url");
    this.crawl = own(credential, "crawl_url", CRAWL);
    this.status = own(credential, "status_url", STATUS);
    this.api = new JsonApi(http, account.headers(), Duration.ofMinutes(2));
    this.polling = polling;
  }

  private static URI own(Credential credential, String field, String usual) {
    return ServiceAccount.uri(ServiceAccount.given(credential, field).orElse(usual), field);
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
    int seconds = plan.number(Polling.LONGEST_SECONDS, 1, "timeout");
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
      throw JsonApi.failed("Failed to crawl");
    }
    progress.accept(new CrawlProgress(null, 0, 0));
    results(task, processed(task, seconds, progress), limit, progress);
  }

  /** Asks until the crawl is done; every other end is a failure. */
  private List<String> processed(String task, int seconds, Consumer<CrawlProgress> progress) {
    return polling.until(() -> answer(task, progress), "the task", seconds);
  }

  private @Nullable List<String> answer(String task, Consumer<CrawlProgress> progress) {
    JsonNode data = data(api.post(status, Map.of("taskId", task)), "status").json().path("data");
    String state = JsonApi.text(data, "status");
    return switch (state) {
      case "completed" -> ImmutableList.copyOf(data.path("processed").fieldNames());
      case "failed", "cancelled", "error" ->
          throw JsonApi.failed("Failed to crawl: the task is " + state);
      default -> {
        progress.accept(
            new CrawlProgress(
                null,
                data.path("processed").size() + data.path("failed").size(),
                data.path("urls").size()));
        yield null;
      }
    };
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
      throw JsonApi.failed(
          "Failed to crawl: status %d, %s, at %s"
              .formatted(answer.status(), answer.message(), what));
    }
    return answer;
  }
}

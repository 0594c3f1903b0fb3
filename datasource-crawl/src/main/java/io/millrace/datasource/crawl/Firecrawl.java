package io.millrace.datasource.crawl;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawlProgress;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawledPage;
import io.millrace.http.HttpTransport;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Firecrawl's API, version 2 (spec/05 §8): a crawl is begun, asked about, and read in pages. */
final class Firecrawl implements CrawlService {
  private static final String BASE = "https://api.firecrawl.dev";
  private static final int DEFAULT_LIMIT = 5;

  private final String base;
  private final JsonApi api;
  private final Polling polling;

  Firecrawl(ServiceAccount account, HttpTransport http, Polling polling) {
    this.base = account.base(BASE);
    this.api = new JsonApi(http, account.headers(), Duration.ofMinutes(2));
    this.polling = polling;
  }

  @Override
  public CrawledPage fetch(String url) {
    JsonApi.Answer answer =
        api.post(
            at("/v2/scrape"),
            Map.of("url", url, "formats", List.of("markdown"), "onlyMainContent", true));
    CrawledPage page = checked(answer, "scrape") ? page(answer.json().path("data")) : null;
    if (page == null) {
      throw JsonApi.failed("Failed to scrape: " + answer.message());
    }
    return page;
  }

  @Override
  public void crawl(Map<String, Object> parameters, Consumer<CrawlProgress> progress) {
    PlanReader reader = new PlanReader(parameters);
    JsonApi.Answer begun = api.post(at("/v2/crawl"), request(reader));
    String id = checked(begun, "crawl") ? JsonApi.text(begun.json(), "id") : "";
    if (id.isEmpty()) {
      throw JsonApi.failed("Failed to crawl: " + begun.message());
    }
    int seconds = reader.number(Polling.LONGEST_SECONDS, 1, "timeout");
    progress.accept(new CrawlProgress(null, 0, 0));
    URI job = at("/v2/crawl/" + id);
    read(completed(job, id, seconds, progress), job, progress);
  }

  private static Map<String, Object> request(PlanReader reader) {
    boolean subPages = reader.flag(true, "crawl_subpages", "crawl_sub_pages");
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("url", reader.url().toString());
    request.put("includePaths", subPages ? reader.texts("include_paths") : List.of());
    request.put("excludePaths", subPages ? reader.texts("exclude_paths") : List.of());
    if (subPages && reader.text("max_depth") != null) {
      request.put("maxDiscoveryDepth", reader.number(0, 0, "max_depth"));
    }
    request.put("limit", subPages ? reader.number(DEFAULT_LIMIT, 1, "limit") : 1);
    if (reader.text("use_sitemap", "sitemap") != null) {
      request.put("sitemap", reader.flag(true, "use_sitemap", "sitemap") ? "include" : "skip");
    }
    Map<String, Object> scrape = new LinkedHashMap<>();
    scrape.put("onlyMainContent", reader.flag(true, "only_main_content"));
    if (!reader.texts("formats").isEmpty()) {
      scrape.put("formats", reader.texts("formats"));
    }
    if (reader.text("wait_time", "wait_for") != null) {
      scrape.put("waitFor", reader.number(0, 0, "wait_time", "wait_for"));
    }
    request.put("scrapeOptions", scrape);
    return request;
  }

  private URI at(String path) {
    return ServiceAccount.uri(base + path, "base_url");
  }

  /** Asks until the crawl is done; every other end is a failure. */
  private JsonNode completed(URI job, String id, int seconds, Consumer<CrawlProgress> progress) {
    return polling.until(() -> answer(job, id, progress), "Job " + id, seconds);
  }

  private @Nullable JsonNode answer(URI job, String id, Consumer<CrawlProgress> progress) {
    JsonApi.Answer answer = api.get(job);
    if (!checked(answer, "status")) {
      throw JsonApi.failed("Job " + id + " failed: " + answer.message());
    }
    JsonNode json = answer.json();
    String status = JsonApi.text(json, "status");
    return switch (status) {
      case "completed" -> json;
      case "scraping", "active", "pending", "queued", "waiting" -> {
        progress.accept(
            new CrawlProgress(null, json.path("completed").asInt(), json.path("total").asInt()));
        yield null;
      }
      default -> throw JsonApi.failed("Job " + id + " failed: " + status + ", " + answer.message());
    };
  }

  private void read(JsonNode first, URI job, Consumer<CrawlProgress> progress) {
    int total = first.path("total").asInt();
    int done = 0;
    JsonNode json = first;
    for (int pages = 0; pages <= Math.max(total, 1); pages++) {
      for (JsonNode item : json.path("data")) {
        CrawledPage page = page(item);
        if (page != null) {
          done++;
          progress.accept(new CrawlProgress(page, done, Math.max(total, done)));
        }
      }
      String next = JsonApi.text(json, "next");
      if (next.isEmpty()) {
        return;
      }
      JsonApi.Answer answer = api.get(next(next, job));
      if (!checked(answer, "status")) {
        throw JsonApi.failed("Failed to read the results: " + answer.message());
      }
      json = answer.json();
    }
  }

  /** The key goes to nobody but the service, whatever it says where the next results are. */
  private static URI next(String text, URI job) {
    URI next = job.resolve(text);
    return URI.create(
        job.getScheme()
            + "://"
            + job.getRawAuthority()
            + next.getRawPath()
            + (next.getRawQuery() == null ? "" : "?" + next.getRawQuery()));
  }

  private static @Nullable CrawledPage page(JsonNode item) {
    if (!item.has("metadata") || !item.has("markdown")) {
      return null;
    }
    JsonNode about = item.get("metadata");
    return new CrawledPage(
        JsonApi.text(about, "sourceURL"),
        JsonApi.text(about, "title"),
        JsonApi.text(about, "description"),
        JsonApi.text(item, "markdown"));
  }

  private static boolean checked(JsonApi.Answer answer, String what) {
    if (!answer.ok()) {
      throw JsonApi.failed(
          "Firecrawl API request failed (%d): %s, at %s"
              .formatted(answer.status(), answer.message(), what));
    }
    return answer.json().path("success").asBoolean(true);
  }
}

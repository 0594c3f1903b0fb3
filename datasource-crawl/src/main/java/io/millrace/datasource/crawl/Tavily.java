package io.millrace.datasource.crawl;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawlProgress;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawledPage;
import io.millrace.http.HttpTransport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Tavily's search, whose results are pages, and its extraction of one page (spec/05 §8). */
final class Tavily implements CrawlService {
  private static final String BASE = "https://api.tavily.com";
  private static final Splitter DOMAINS =
      Splitter.on(Pattern.compile("[,\\s]+")).omitEmptyStrings();

  private final String base;
  private final JsonApi api;

  Tavily(ServiceAccount account, HttpTransport http) {
    this.base = account.base(BASE);
    Map<String, String> headers = new LinkedHashMap<>(account.headers());
    headers.put("X-Client-Name", "dify");
    this.api = new JsonApi(http, headers, Duration.ofSeconds(30));
  }

  @Override
  public CrawledPage fetch(String url) {
    JsonNode result = extracted(url);
    if (!result.isObject()) {
      throw JsonApi.failed("Failed to extract " + url);
    }
    return new CrawledPage(url, JsonApi.text(result, "title"), "", text(result));
  }

  private JsonNode extracted(String url) {
    JsonApi.Answer answer =
        api.post(
            ServiceAccount.uri(base + "/extract", "base_url"),
            Map.of("urls", List.of(url), "format", "markdown"));
    return checked(answer).json().path("results").path(0);
  }

  @Override
  public void crawl(Map<String, Object> parameters, Consumer<CrawlProgress> progress) {
    PlanReader plan = new PlanReader(parameters);
    String query = plan.text("query", "url");
    if (query == null || query.isBlank()) {
      throw DatasourceException.permanent("Search query is required", null);
    }
    boolean rawContent = plan.flag(true, "include_raw_content");
    JsonNode found =
        checked(
                api.post(
                    ServiceAccount.uri(base + "/search", "base_url"),
                    request(plan, query, rawContent)))
            .json();
    JsonNode results = found.path("results");
    String answer = JsonApi.text(found, "answer");
    int total = results.size() + (answer.isEmpty() ? 0 : 1);
    int done = 0;
    if (!answer.isEmpty()) {
      done++;
      progress.accept(new CrawlProgress(summary(query, answer, results.size()), done, total));
    }
    for (JsonNode result : results) {
      done++;
      progress.accept(new CrawlProgress(page(result, rawContent), done, total));
    }
  }

  private static Map<String, Object> request(PlanReader plan, String query, boolean rawContent) {
    Map<String, Object> request = new LinkedHashMap<>();
    String topic = Optional.ofNullable(plan.text("topic")).orElse("general");
    request.put("query", query);
    request.put("search_depth", Optional.ofNullable(plan.text("search_depth")).orElse("basic"));
    request.put("topic", topic);
    request.put("max_results", Math.min(20, plan.number(5, 1, "max_results", "limit")));
    request.put("include_domains", domains(plan, "include_domains"));
    request.put("exclude_domains", domains(plan, "exclude_domains"));
    request.put("include_images", plan.flag(false, "include_images"));
    request.put("include_answer", plan.flag(true, "include_answer"));
    request.put("include_raw_content", rawContent);
    if (topic.equals("news")) {
      request.put("days", 7);
    }
    return request;
  }

  private static List<String> domains(PlanReader plan, String name) {
    String text = String.join(",", plan.texts(name));
    return DOMAINS.splitToList(text);
  }

  private static CrawledPage summary(String query, String answer, int results) {
    return new CrawledPage(
        "",
        "Search Summary",
        "Tavily search results for: " + query,
        "AI Answer: %s\n\nFound %d relevant results for query: %s"
            .formatted(answer, results, query));
  }

  private CrawledPage page(JsonNode result, boolean rawContent) {
    String url = JsonApi.text(result, "url");
    String content = text(result);
    if (content.isEmpty() && rawContent && !url.isEmpty()) {
      content = text(extracted(url));
    }
    StringBuilder description = new StringBuilder();
    String published = JsonApi.text(result, "published_date");
    String score = JsonApi.text(result, "score");
    if (!published.isEmpty()) {
      description.append("Published: ").append(published);
    }
    if (!score.isEmpty()) {
      description.append(description.isEmpty() ? "" : " | ").append("Relevance: ").append(score);
    }
    return new CrawledPage(url, JsonApi.text(result, "title"), description.toString(), content);
  }

  private static String text(JsonNode result) {
    String raw = JsonApi.text(result, "raw_content");
    return raw.isEmpty() ? JsonApi.text(result, "content") : raw;
  }

  private static JsonApi.Answer checked(JsonApi.Answer answer) {
    if (!answer.ok()) {
      throw JsonApi.failed(
          "Tavily answered with status %d: %s".formatted(answer.status(), answer.message()));
    }
    return answer;
  }
}

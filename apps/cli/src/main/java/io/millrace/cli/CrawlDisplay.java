package io.millrace.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawlProblem;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawlProgress;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawledPage;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine;

/** Shows a crawl: pages on standard output, what gave none on standard error. */
final class CrawlDisplay implements Consumer<CrawlProgress> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean objects;
  private final Map<String, Integer> problems = new LinkedHashMap<>();
  private int pages;

  CrawlDisplay(CommandLine command, boolean objects) {
    this.out = command.getOut();
    this.err = command.getErr();
    this.objects = objects;
  }

  @Override
  public void accept(CrawlProgress progress) {
    CrawledPage page = progress.page();
    CrawlProblem problem = progress.problem();
    if (page != null) {
      pages++;
      out.println(objects ? object(page) : page.sourceUrl() + "  " + page.title());
      out.flush();
    } else if (problem != null) {
      problems.merge(problem.kind(), 1, Integer::sum);
      err.println("%s: %s (%s)".formatted(problem.url(), problem.reason(), problem.kind()));
    }
  }

  private static String object(CrawledPage page) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("source_url", page.sourceUrl());
    fields.put("title", page.title());
    fields.put("description", page.description());
    fields.put("content", page.content());
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Text cannot be written as JSON", e);
    }
  }

  /** Prints how it went; returns how many pages there were. */
  int summary() {
    err.println("%d pages%s".formatted(pages, problems.isEmpty() ? "" : ", no pages: " + problems));
    err.flush();
    return pages;
  }
}

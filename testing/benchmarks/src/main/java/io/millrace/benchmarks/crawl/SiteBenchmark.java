package io.millrace.benchmarks.crawl;

import com.google.common.collect.ImmutableMap;
import io.millrace.benchmarks.fake.FakeSite;
import io.millrace.benchmarks.harness.Benchmark;
import io.millrace.benchmarks.harness.ChildJvm;
import io.millrace.benchmarks.harness.Figure;
import io.millrace.benchmarks.harness.Goal;
import io.millrace.benchmarks.harness.Report;
import io.millrace.benchmarks.harness.Rounds;
import io.millrace.benchmarks.harness.Scale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A site of pages of 10 KB, without a delay: links, title and description of each page, then main
 * content as Markdown too; beside Scrapy, which gives links and titles. Site, crawler and peer are
 * processes of their own.
 */
public final class SiteBenchmark implements Benchmark {
  private static final int PAGES = 10_000;
  private static final int TIMES = 6;

  @Override
  public String name() {
    return "crawl-site";
  }

  @Override
  public void run(Scale scale, Report report) throws Exception {
    int pages = scale.of(PAGES);
    int times = scale == Scale.TINY ? 1 : TIMES;
    int rounds = scale == Scale.SHORT ? 3 : 1; // a full one takes minutes
    Map<String, List<Double>> figures = new LinkedHashMap<>();
    try (FakeSite site = FakeSite.start(pages)) {
      for (int round = 0; round < rounds; round++) {
        if (Scrapy.isInstalled() && scale != Scale.TINY) {
          keep(figures, "scrapy-", Scrapy.crawl(site.url()));
        }
        keep(figures, "links-", crawl(site, pages, "none", times));
        keep(figures, "markdown-", crawl(site, pages, "markdown", times));
      }
    }
    String absent = Scrapy.isInstalled() ? "" : " (the peer, scrapy, is not on the path)";
    String what = "%,d pages of 10 KB%s, ".formatted(pages, absent);
    add(report, figures, what + "links, title, description", "links-", Goal.atLeast(2_500));
    add(report, figures, what + "main content as Markdown too", "markdown-", Goal.atLeast(1_000));
    ratios(report, figures);
  }

  private static Map<String, Double> crawl(FakeSite site, int pages, String format, int times)
      throws Exception {
    return ChildJvm.run(
        Crawling.class,
        List.of("-Xmx256m"),
        site.url(),
        Integer.toString(pages),
        format,
        Integer.toString(times));
  }

  private static void keep(
      Map<String, List<Double>> figures, String prefix, Map<String, Double> taken) {
    taken.forEach(
        (name, figure) ->
            figures.computeIfAbsent(prefix + name, key -> new ArrayList<>()).add(figure));
  }

  private static double median(Map<String, List<Double>> figures, String name) {
    List<Double> taken = figures.getOrDefault(name, List.of());
    return taken.isEmpty() ? Double.NaN : Rounds.median(taken);
  }

  private static void add(
      Report report, Map<String, List<Double>> figures, String what, String prefix, Goal goal) {
    String last = prefix + (figures.containsKey(prefix + "last-clock") ? "last-" : "first-");
    report.add(
        Figure.of(
                what + ", a second of processor time",
                median(figures, last + "processor"),
                "pages/s",
                goal)
            .beside(peer(figures, "scrapy-processor")));
    report.add(
        Figure.of(what + ", on the clock", median(figures, last + "clock"), "pages/s", null));
    report.add(
        Figure.of(
            what + ", first crawl of a process, processor time",
            median(figures, prefix + "first-processor"),
            "pages/s",
            null));
  }

  private static Map<String, Double> peer(Map<String, List<Double>> figures, String name) {
    double figure = median(figures, name);
    return Double.isNaN(figure) ? Map.of() : ImmutableMap.of("scrapy", figure);
  }

  private static void ratios(Report report, Map<String, List<Double>> figures) {
    if (!figures.containsKey("scrapy-clock")) {
      return;
    }
    report.add(
        Figure.of(
            "links, title, description as a multiple of Scrapy, processor time",
            median(figures, "links-last-processor") / median(figures, "scrapy-processor"),
            "×",
            Goal.atLeast(10)));
    report.add(
        Figure.of(
            "the same, on the clock",
            median(figures, "links-last-clock") / median(figures, "scrapy-clock"),
            "×",
            Goal.atLeast(4)));
  }
}

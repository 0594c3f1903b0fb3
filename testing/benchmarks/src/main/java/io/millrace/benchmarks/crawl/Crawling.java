package io.millrace.benchmarks.crawl;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.benchmarks.harness.ChildJvm;
import io.millrace.benchmarks.harness.PeakMemory;
import io.millrace.datasource.CredentialStore;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.WebsiteCrawlDatasource;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawlRequest;
import io.millrace.file.InMemoryFileStore;
import io.millrace.http.EgressGate;
import io.millrace.http.HttpTransport;
import io.millrace.http.HttpTransportProvider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Crawls a site several times and says what the first and the last time took. Arguments: where it
 * begins, how many pages, the format of their text, and how often.
 */
final class Crawling {
  private Crawling() {}

  /** What a crawl gave. */
  private static final class Counts {
    int pages;
    int titled;
    int described;
    int known;
    long characters;
  }

  public static void main(String[] arguments) throws IOException {
    int pages = Integer.parseInt(arguments[1]);
    int times = Integer.parseInt(arguments[3]);
    try (HttpTransport http =
            ServiceLoader.load(HttpTransportProvider.class)
                .findFirst()
                .orElseThrow()
                .open(EgressGate.builder().allowHost("localhost").build());
        WebsiteCrawlDatasource site = open(http)) {
      for (int time = 0; time < times; time++) {
        Map<String, Object> parameters =
            Map.of(
                "url",
                arguments[0],
                "limit",
                pages,
                "formats",
                arguments[2],
                "only_main_content",
                true);
        long clock = System.nanoTime();
        long processor = processorNanos();
        Counts counts = crawl(site, parameters);
        double spent = (processorNanos() - processor) / 1e9;
        double seconds = (System.nanoTime() - clock) / 1e9;
        if (counts.pages != pages || counts.titled != pages) {
          throw new IllegalStateException(counts.pages + " of " + pages + " pages");
        }
        String which = time == 0 ? "first-" : "last-";
        ChildJvm.say(which + "processor", pages / spent);
        ChildJvm.say(which + "clock", pages / seconds);
        ChildJvm.say("known", counts.known);
        ChildJvm.say("described", counts.described);
        ChildJvm.say("characters", counts.characters);
      }
    }
    ChildJvm.say("peak", PeakMemory.ofThis());
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }

  private static Counts crawl(WebsiteCrawlDatasource site, Map<String, Object> parameters) {
    Counts counts = new Counts();
    site.crawl(
        new CrawlRequest(null, parameters, null),
        progress -> {
          counts.known = progress.total();
          if (progress.page() != null) {
            counts.pages++;
            counts.titled += progress.page().title().isEmpty() ? 0 : 1;
            counts.described += progress.page().description().isEmpty() ? 0 : 1;
            counts.characters += progress.page().content().length();
          }
        });
    return counts;
  }

  private static WebsiteCrawlDatasource open(HttpTransport http) {
    DatasourceProvider provider =
        ServiceLoader.load(DatasourceProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.id().equals("millrace"))
            .findFirst()
            .orElseThrow();
    return (WebsiteCrawlDatasource)
        provider.open(
            new DatasourceContext(
                new InMemoryFileStore(),
                CredentialStore.EMPTY,
                http,
                ImmutableList.of(),
                ImmutableMap.of()));
  }
}

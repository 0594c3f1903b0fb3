package io.millrace.benchmarks.notion;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.benchmarks.harness.ChildJvm;
import io.millrace.datasource.Credential;
import io.millrace.datasource.CredentialStore;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.OnlineDocumentDatasource;
import io.millrace.datasource.OnlineDocumentDatasource.PageInfo;
import io.millrace.datasource.OnlineDocumentDatasource.PagesRequest;
import io.millrace.file.InMemoryFileStore;
import io.millrace.http.EgressGate;
import io.millrace.http.HttpTransport;
import io.millrace.http.HttpTransportProvider;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Lists a workspace and reads all of its pages. Arguments: where the API is, how many requests a
 * second, and how many items a run may have under way, or 0 to read without a run.
 */
final class NotionReading {
  private static final int READERS = 16;

  public static void main(String[] arguments) throws Exception {
    CredentialStore credentials = credentials(arguments[0], arguments[1]);
    int items = Integer.parseInt(arguments[2]);
    EgressGate gate = EgressGate.builder().allowHost("127.0.0.1").build();
    try (HttpTransport http =
            ServiceLoader.load(HttpTransportProvider.class).findFirst().orElseThrow().open(gate);
        OnlineDocumentDatasource notion = open(http, credentials);
        NotionRun run = new NotionRun(gate, credentials, items)) {
      long begin = System.nanoTime();
      try (Stream<PageInfo> pages = notion.pages(new PagesRequest(null, Map.of()))) {
        if (items > 0) {
          run.of(pages);
        } else {
          readAll(notion, pages);
        }
      }
      ChildJvm.say("seconds", (System.nanoTime() - begin) / 1e9);
    }
  }

  private static void readAll(OnlineDocumentDatasource notion, Stream<PageInfo> pages)
      throws Exception {
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    try {
      ImmutableList<Future<Integer>> lengths =
          pages
              .map(page -> readers.submit(() -> length(notion, page.pageId())))
              .collect(ImmutableList.toImmutableList());
      for (Future<Integer> length : lengths) {
        if (length.get() < 10_000) {
          throw new IllegalStateException("a page is not whole");
        }
      }
    } finally {
      readers.shutdownNow();
    }
  }

  private static int length(OnlineDocumentDatasource notion, String id) {
    Object content =
        notion
            .content(new DatasourceItem.OnlineDocument("", id, "page", id, Map.of()))
            .get("content");
    return String.valueOf(content).length();
  }

  private static CredentialStore credentials(String url, String perSecond) {
    Credential credential =
        new Credential(
            "c",
            "c",
            "notion_datasource",
            ImmutableMap.of(
                "integration_secret", "s", "base_url", url, "requests_per_second", perSecond));
    return new CredentialStore() {
      @Override
      public Optional<Credential> find(String id) {
        return Optional.of(credential);
      }

      @Override
      public Optional<Credential> defaultFor(String provider) {
        return Optional.of(credential);
      }
    };
  }

  private static OnlineDocumentDatasource open(HttpTransport http, CredentialStore credentials) {
    DatasourceProvider provider =
        ServiceLoader.load(DatasourceProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.id().equals("notion_datasource"))
            .findFirst()
            .orElseThrow();
    return (OnlineDocumentDatasource)
        provider.open(
            new DatasourceContext(
                new InMemoryFileStore(), credentials, http, ImmutableList.of(), ImmutableMap.of()));
  }

  private NotionReading() {}
}

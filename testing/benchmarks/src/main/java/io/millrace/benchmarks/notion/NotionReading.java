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
import io.millrace.file.InMemoryFileStore;
import io.millrace.http.EgressGate;
import io.millrace.http.HttpTransport;
import io.millrace.http.HttpTransportProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads pages. Arguments: where the API is, how many pages, and how many requests a second. */
final class NotionReading {
  private static final int READERS = 16;

  public static void main(String[] arguments) throws Exception {
    int pages = Integer.parseInt(arguments[1]);
    try (HttpTransport http =
            ServiceLoader.load(HttpTransportProvider.class)
                .findFirst()
                .orElseThrow()
                .open(EgressGate.builder().allowHost("127.0.0.1").build());
        OnlineDocumentDatasource notion = open(http, arguments[0], arguments[2])) {
      ExecutorService readers = Executors.newFixedThreadPool(READERS);
      long begin = System.nanoTime();
      List<Future<Integer>> lengths = new ArrayList<>();
      for (int i = 0; i < pages; i++) {
        UUID id = new UUID(0x2000_0000_0000_4000L, 0x8000_0000_0000_0000L | i);
        lengths.add(readers.submit(() -> length(notion, id.toString())));
      }
      long characters = 0;
      for (Future<Integer> length : lengths) {
        characters += length.get();
      }
      ChildJvm.say("seconds", (System.nanoTime() - begin) / 1e9);
      ChildJvm.say("characters", characters);
      readers.shutdown();
    }
  }

  private static int length(OnlineDocumentDatasource notion, String id) {
    Object content =
        notion
            .content(new DatasourceItem.OnlineDocument("", id, "page", id, Map.of()))
            .get("content");
    return String.valueOf(content).length();
  }

  private static OnlineDocumentDatasource open(HttpTransport http, String url, String perSecond) {
    Credential credential =
        new Credential(
            "c",
            "c",
            "notion_datasource",
            ImmutableMap.of(
                "integration_secret", "s", "base_url", url, "requests_per_second", perSecond));
    CredentialStore store =
        new CredentialStore() {
          @Override
          public Optional<Credential> find(String id) {
            return Optional.of(credential);
          }

          @Override
          public Optional<Credential> defaultFor(String provider) {
            return Optional.of(credential);
          }
        };
    DatasourceProvider provider =
        ServiceLoader.load(DatasourceProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.id().equals("notion_datasource"))
            .findFirst()
            .orElseThrow();
    return (OnlineDocumentDatasource)
        provider.open(
            new DatasourceContext(
                new InMemoryFileStore(), store, http, ImmutableList.of(), ImmutableMap.of()));
  }

  private NotionReading() {}
}

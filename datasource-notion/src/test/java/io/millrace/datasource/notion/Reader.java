package io.millrace.datasource.notion;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.datasource.Credential;
import io.millrace.datasource.CredentialStore;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.OnlineDocumentDatasource.PageInfo;
import io.millrace.datasource.OnlineDocumentDatasource.PagesRequest;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.ExtractedText;
import io.millrace.extractor.ExtractionException;
import io.millrace.extractor.ExtractionRequest;
import io.millrace.file.InMemoryFileStore;
import io.millrace.http.EgressGate;
import io.millrace.http.HttpTransport;
import io.millrace.http.HttpTransportProvider;
import io.millrace.testkit.notion.NotionServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The datasource with a credential for a server, and short waits. */
final class Reader implements AutoCloseable, CredentialStore {
  final Map<String, Credential> credentials = new ConcurrentHashMap<>();
  private final HttpTransport http;
  final Notion notion;

  /**
   * @param fields of the default credential, over those for the server
   */
  Reader(NotionServer server, Map<String, String> fields) {
    this(server, fields, Map.of());
  }

  Reader(NotionServer server, Map<String, String> fields, Map<String, String> host) {
    this(
        server,
        fields,
        host,
        new Settings.RetrySettings(
            4, Duration.ofMillis(5), Duration.ofSeconds(3), Duration.ofSeconds(20)));
  }

  Reader(
      NotionServer server,
      Map<String, String> fields,
      Map<String, String> host,
      Settings.RetrySettings retries) {
    http =
        ServiceLoader.load(HttpTransportProvider.class)
            .findFirst()
            .orElseThrow()
            .open(EgressGate.builder().allowHost("127.0.0.1").build());
    Map<String, String> values = new LinkedHashMap<>();
    values.put("integration_secret", "secret_valid");
    values.put("base_url", server.url());
    values.put("requests_per_second", "0");
    values.putAll(fields);
    values.values().removeIf(String::isEmpty);
    add("default", values);
    ImmutableMap<String, String> settings = ImmutableMap.copyOf(host);
    notion =
        new Notion(
            new DatasourceContext(
                new InMemoryFileStore(),
                this,
                http,
                ImmutableList.of(),
                settings,
                EgressGate.publicOnly(),
                extractor()),
            Settings.of(Settings.ofHost(settings)).with(retries));
  }

  /** Takes bytes for text, and refuses what begins with an exclamation mark. */
  private static Optional<DocumentExtractor> extractor() {
    return Optional.of(
        new DocumentExtractor() {
          @Override
          public String id() {
            return "plain";
          }

          @Override
          public ExtractedText extract(ExtractionRequest request) {
            try (InputStream in = request.files().open(request.file())) {
              String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
              if (text.startsWith("!")) {
                throw new ExtractionException(
                    ExtractionException.Reason.MALFORMED, "it is damaged", null);
              }
              return ExtractedText.of(text);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
  }

  void add(String id, Map<String, String> values) {
    credentials.put(
        id, new Credential(id, id, NotionDatasourceProvider.ID, ImmutableMap.copyOf(values)));
  }

  @Override
  public Optional<Credential> find(String id) {
    return Optional.ofNullable(credentials.get(id));
  }

  @Override
  public Optional<Credential> defaultFor(String provider) {
    return provider.equals(NotionDatasourceProvider.ID) ? find("default") : Optional.empty();
  }

  @Override
  public void replace(Credential refreshed) {
    credentials.put(refreshed.id(), refreshed);
  }

  static DatasourceItem.OnlineDocument item(String type, String id) {
    return item("", type, id, Map.of());
  }

  static DatasourceItem.OnlineDocument item(
      String workspace, String type, String id, Map<String, Object> more) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("workspace_id", workspace);
    entry.put("page", Map.of("page_id", id, "type", type, "page_name", "Named"));
    entry.putAll(more);
    return new DatasourceItem.OnlineDocument(workspace, id, type, "Named", entry);
  }

  Map<String, Object> read(String type, String id) {
    return notion.content(item(type, id));
  }

  String content(String type, String id) {
    return String.valueOf(read(type, id).get("content"));
  }

  /** Returns the page without its title. */
  String body(String id) {
    String content = content("page", id);
    return content.substring(content.indexOf("\n") + 1).strip();
  }

  List<PageInfo> pages() {
    return pages(Map.of());
  }

  List<PageInfo> pages(Map<String, Object> parameters) {
    try (Stream<PageInfo> pages = notion.pages(new PagesRequest(null, parameters))) {
      return pages.toList();
    }
  }

  @Override
  public void close() {
    notion.close();
    http.close();
  }
}

package io.millrace.datasource.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.InetAddresses;
import io.millrace.datasource.DatasourceException;
import io.millrace.http.EgressGate;
import io.millrace.http.HttpTransport;
import io.millrace.http.okhttp.OkHttpTransportProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Crawls over TLS, HTTP/2 and a proxy. */
class ConnectionsTest {
  private static final EgressGate LOCALHOST = EgressGate.builder().allowHost("localhost").build();
  private static final HeldCertificate ROOT =
      new HeldCertificate.Builder().certificateAuthority(0).build();

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  private final MockWebServer server = new MockWebServer();
  private final List<RecordedRequest> requests = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void open() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            requests.add(request);
            return switch (request.getUrl().encodedPath()) {
              case "/" -> page("<title>Home</title><a href='/a'>a</a><a href='/b'>b</a>");
              case "/a" -> page("<title>A</title>");
              case "/b" -> page("<title>B</title>");
              default -> new MockResponse.Builder().code(404).build();
            };
          }
        });
  }

  private static MockResponse page(String html) {
    return new MockResponse.Builder().addHeader("Content-Type", "text/html").body(html).build();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private String start(HeldCertificate.Builder certificate) throws IOException {
    server.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate.signedBy(ROOT).build())
            .build()
            .sslSocketFactory());
    server.start();
    return "https://localhost:" + server.getPort() + "/";
  }

  /** Opens a transport that trusts our own authority, as a host's own trust store would. */
  private HttpTransport trusting() throws IOException, GeneralSecurityException {
    Path store = folder.resolve("trust.p12");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setCertificateEntry("root", ROOT.certificate());
    try (OutputStream out = Files.newOutputStream(store)) {
      keys.store(out, "secret".toCharArray());
    }
    System.setProperty("javax.net.ssl.trustStore", store.toString());
    System.setProperty("javax.net.ssl.trustStorePassword", "secret");
    try {
      return new OkHttpTransportProvider().open(LOCALHOST);
    } finally {
      System.clearProperty("javax.net.ssl.trustStore");
      System.clearProperty("javax.net.ssl.trustStorePassword");
    }
  }

  private static Crawls crawls(HttpTransport http) {
    return Crawls.open(new SiteCrawlProvider(), Map.of(), http, Optional.empty(), Optional.empty());
  }

  @Test
  void aSiteIsCrawledOverOneConnectionOfHttp2() throws Exception {
    String url = start(new HeldCertificate.Builder().addSubjectAlternativeName("localhost"));

    try (Crawls crawls = crawls(trusting())) {
      assertThat(crawls.crawl(url).titles()).containsExactly("A", "B", "Home");
    }
    assertThat(requests)
        .hasSize(4)
        .allSatisfy(request -> assertThat(request.getVersion()).isEqualTo("HTTP/2"))
        .allSatisfy(request -> assertThat(request.getConnectionIndex()).isZero());
  }

  private void isRefused(HttpTransport http, String url) {
    try (Crawls crawls = crawls(http)) {
      assertThatThrownBy(() -> crawls.crawl(url))
          .isInstanceOf(DatasourceException.class)
          .hasMessageContaining("No secure connection to 'localhost'");
      assertThatThrownBy(() -> crawls.fetch(url)).hasMessageContaining("No secure connection");
    }
    assertThat(requests).isEmpty();
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsRefused() throws Exception {
    String url = start(new HeldCertificate.Builder().addSubjectAlternativeName("localhost"));

    isRefused(new OkHttpTransportProvider().open(LOCALHOST), url);
  }

  @Test
  void aCertificateOfAnotherHostIsRefused() throws Exception {
    String url = start(new HeldCertificate.Builder().addSubjectAlternativeName("other.example"));

    isRefused(trusting(), url);
  }

  @Test
  void aCertificateThatHasExpiredIsRefused() throws Exception {
    long now = System.currentTimeMillis();
    String url =
        start(
            new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .validityInterval(
                    now - TimeUnit.DAYS.toMillis(2), now - TimeUnit.DAYS.toMillis(1)));

    isRefused(trusting(), url);
  }

  @Test
  void aSiteIsCrawledThroughAProxyAndTheGateStillDecides() throws Exception {
    server.start();
    EgressGate gate =
        EgressGate.builder()
            .resolver(
                name ->
                    List.of(
                        InetAddresses.forString(
                            name.equals("docs.example") ? "93.184.216.34" : "10.0.0.1")))
            .build();
    OkHttpTransportProvider provider =
        new OkHttpTransportProvider(new Proxy(Proxy.Type.HTTP, server.getSocketAddress()));

    try (Crawls crawls = crawls(provider.open(gate))) {
      assertThat(crawls.crawl("http://docs.example/").titles()).containsExactly("A", "B", "Home");
      assertThat(requests)
          .extracting(RecordedRequest::getTarget)
          .first()
          .isEqualTo("http://docs.example/robots.txt");

      requests.clear();
      assertThatThrownBy(() -> crawls.crawl("http://inside.example/"))
          .hasMessageContaining("must not be reached");
      assertThat(requests).isEmpty();
    }
  }
}

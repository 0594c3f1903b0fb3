package io.millrace.http.okhttp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.InetAddresses;
import io.millrace.http.BodyTooLargeException;
import io.millrace.http.EgressGate;
import io.millrace.http.EgressRefusedException;
import io.millrace.http.HttpBody;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import io.millrace.http.HttpTransport;
import io.millrace.http.HttpTransportProvider;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OkHttpTransportTest {
  private final MockWebServer server = new MockWebServer();
  private HttpTransport http =
      new OkHttpTransportProvider()
          .open(EgressGate.builder().allowHost("localhost").allowHost("127.0.0.1").build());

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  @Test
  void theProviderIsFound() {
    assertThat(ServiceLoader.load(HttpTransportProvider.class))
        .extracting(HttpTransportProvider::id)
        .containsExactly("okhttp");
  }

  @Test
  void aCallIsSentAsItIsGivenAndAnsweredAsItComes() throws Exception {
    server.enqueue(
        new MockResponse.Builder().code(418).addHeader("X-Tea", "green").body("short").build());

    HttpCall call =
        HttpCall.of("POST", uri("/pot?a=b%20c"))
            .header("X-Leaf", "1")
            .body(HttpBody.of("text/plain; charset=utf-8", "Wasser"))
            .build();
    try (HttpReply reply = http.send(call)) {
      assertThat(reply.status()).isEqualTo(418);
      assertThat(reply.ok()).isFalse();
      assertThat(reply.header("x-TEA")).contains("green");
      assertThat(new String(reply.bytes(100), UTF_8)).isEqualTo("short");
    }
    RecordedRequest request = server.takeRequest();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getTarget()).isEqualTo("/pot?a=b%20c");
    assertThat(request.getHeaders().get("X-Leaf")).isEqualTo("1");
    assertThat(request.getHeaders().get("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(request.getBody().utf8()).isEqualTo("Wasser");
  }

  @Test
  void aBodyLargerThanAllowedIsNotRead() throws Exception {
    server.enqueue(new MockResponse.Builder().body(new Buffer().write(new byte[100_000])).build());

    try (HttpReply reply = http.send(get("/"))) {
      assertThatThrownBy(() -> reply.bytes(99_999))
          .isInstanceOf(BodyTooLargeException.class)
          .hasMessageContaining("99,999");
    }
  }

  @Test
  void aPackedBodyIsLimitedByWhatItUnpacksTo() throws Exception {
    Buffer packed = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(packed))) {
      sink.write(new byte[10_000_000]);
    }
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(packed).build());

    try (HttpReply reply = http.send(get("/"))) {
      assertThatThrownBy(() -> reply.bytes(1_000_000)).isInstanceOf(BodyTooLargeException.class);
    }
  }

  @Test
  void redirectsAreFollowedAsOftenAsAllowed() throws Exception {
    redirect("/b", 302);
    redirect("/c", 301);
    server.enqueue(new MockResponse.Builder().body("there").build());

    try (HttpReply reply = http.send(HttpCall.get(uri("/a")).maxRedirects(2).build())) {
      assertThat(reply.uri().getPath()).isEqualTo("/c");
      assertThat(reply.bytes(10)).asString(UTF_8).isEqualTo("there");
    }

    redirect("/b", 302);
    redirect("/a", 302);
    assertThatThrownBy(() -> http.send(HttpCall.get(uri("/a")).maxRedirects(1).build()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("More than 1 redirects");

    redirect("/b", 302);
    try (HttpReply reply = http.send(HttpCall.get(uri("/a")).maxRedirects(0).build())) {
      assertThat(reply.status()).isEqualTo(302);
    }
  }

  @Test
  void aPostBecomesAGetWhereARedirectSaysSoAndStaysOneWhereItDoesNot() throws Exception {
    redirect("/seen", 303);
    server.enqueue(new MockResponse.Builder().build());
    redirect("/again", 307);
    server.enqueue(new MockResponse.Builder().build());
    HttpCall call = HttpCall.of("POST", uri("/")).body(HttpBody.of("text/plain", "x")).build();

    http.send(call).close();
    http.send(call).close();

    server.takeRequest();
    assertThat(server.takeRequest().getMethod()).isEqualTo("GET");
    server.takeRequest();
    RecordedRequest again = server.takeRequest();
    assertThat(again.getMethod()).isEqualTo("POST");
    assertThat(again.getBody().utf8()).isEqualTo("x");
  }

  @Test
  void secretsStayWithTheOriginTheyWereGivenFor() throws Exception {
    redirect("http://127.0.0.1:" + server.getPort() + "/other", 302);
    server.enqueue(new MockResponse.Builder().build());

    http.send(
            HttpCall.get(URI.create("http://localhost:" + server.getPort() + "/"))
                .header("Authorization", "Bearer s3cret")
                .header("Cookie", "a=b")
                .header("X-Kept", "yes")
                .build())
        .close();

    assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer s3cret");
    RecordedRequest other = server.takeRequest();
    assertThat(other.getHeaders().get("Authorization")).isNull();
    assertThat(other.getHeaders().get("Cookie")).isNull();
    assertThat(other.getHeaders().get("X-Kept")).isEqualTo("yes");
  }

  @Test
  void aPrivateAddressIsRefusedByNameAndByNumber() {
    http = new OkHttpTransportProvider().open(EgressGate.publicOnly());

    for (String host :
        List.of("localhost", "127.0.0.1", "127.1", "[::1]", "2130706433", "0x7f.1")) {
      assertThatThrownBy(
              () ->
                  http.send(
                      HttpCall.get(URI.create("http://" + host + ":" + server.getPort() + "/"))
                          .build()))
          .as(host)
          .isInstanceOfAny(EgressRefusedException.class, IOException.class);
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void aRedirectToAPrivateAddressIsRefused() {
    http = new OkHttpTransportProvider().open(EgressGate.builder().allowHost("localhost").build());
    redirect("http://127.0.0.1:" + server.getPort() + "/meta", 302);

    assertThatThrownBy(
            () ->
                http.send(
                    HttpCall.get(URI.create("http://localhost:" + server.getPort() + "/")).build()))
        .isInstanceOf(EgressRefusedException.class)
        .hasMessageContaining("127.0.0.1");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aNameIsResolvedOnceAConnectionSoThatItCannotChangeInBetween() throws Exception {
    List<String> asked = new ArrayList<>();
    http =
        new OkHttpTransportProvider()
            .open(
                EgressGate.builder()
                    .allowHost("rebinding.test")
                    .resolver(
                        host -> {
                          asked.add(host);
                          return List.of(InetAddresses.forString("127.0.0.1"));
                        })
                    .build());
    server.enqueue(new MockResponse.Builder().build());

    http.send(HttpCall.get(URI.create("http://rebinding.test:" + server.getPort() + "/")).build())
        .close();

    assertThat(asked).containsExactly("rebinding.test");
  }

  @Test
  void aCallOnAnInterruptedThreadIsAFailureLikeOthers() {
    server.enqueue(new MockResponse.Builder().build());
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> http.send(get("/"))).isInstanceOf(IOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aServerThatDripsIsGivenUpAtTheCallsTime() {
    server.enqueue(
        new MockResponse.Builder()
            .body(new Buffer().write(new byte[1_000]))
            .throttleBody(1, 50, TimeUnit.MILLISECONDS)
            .build());

    assertThatThrownBy(
            () -> {
              try (HttpReply reply =
                  http.send(HttpCall.get(uri("/")).timeout(Duration.ofMillis(300)).build())) {
                reply.bytes(10_000);
              }
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void certificatesAreVerifiedUnlessTheCallSaysOtherwise() throws Exception {
    HeldCertificate own = new HeldCertificate.Builder().addSubjectAlternativeName("x.test").build();
    server.useHttps(
        new HandshakeCertificates.Builder().heldCertificate(own).build().sslSocketFactory());
    server.enqueue(new MockResponse.Builder().body("ok").build());
    URI uri = URI.create("https://localhost:" + server.getPort() + "/");

    assertThatThrownBy(() -> http.send(HttpCall.get(uri).build())).isInstanceOf(SSLException.class);
    try (HttpReply reply = http.send(HttpCall.get(uri).verifyTls(false).build())) {
      assertThat(reply.bytes(10)).asString(UTF_8).isEqualTo("ok");
      assertThat(reply.protocol()).isEqualTo("h2");
    }
  }

  private void redirect(String location, int status) {
    server.enqueue(new MockResponse.Builder().code(status).addHeader("Location", location).build());
  }

  private HttpCall get(String path) {
    return HttpCall.get(uri(path)).build();
  }

  private URI uri(String path) {
    return server.url(path).uri();
  }
}

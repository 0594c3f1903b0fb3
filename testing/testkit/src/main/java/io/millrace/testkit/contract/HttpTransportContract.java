package io.millrace.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.http.EgressGate;
import io.millrace.http.EgressRefusedException;
import io.millrace.http.HttpBody;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import io.millrace.http.HttpTransport;
import io.millrace.http.HttpTransportProvider;
import io.millrace.testkit.server.LoopbackSite;
import io.millrace.testkit.server.Nasty;
import io.millrace.testkit.server.RebindingName;
import io.millrace.testkit.server.Route;
import io.millrace.testkit.server.Seen;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link HttpTransport} must do, over servers on loopback.
 *
 * @since 0.1
 */
public abstract class HttpTransportContract {
  private @Nullable LoopbackSite site;
  private @Nullable HttpTransport transport;

  /** Returns the provider under test. */
  protected abstract HttpTransportProvider provider();

  @BeforeEach
  final void open() throws IOException {
    site = LoopbackSite.open();
    transport = provider().open(EgressGate.builder().allowHost("localhost").build());
  }

  @AfterEach
  final void close() throws IOException {
    http().close();
    site().close();
  }

  @Test
  protected void anyStatusIsAnAnswer() throws Exception {
    site().on("/teapot", Route.status(418)).on("/broken", Route.status(500));

    assertThat(read(get("/teapot")).status()).isEqualTo(418);
    assertThat(read(get("/broken")).status()).isEqualTo(500);
  }

  @Test
  protected void aCallIsSentAsItIsGiven() throws Exception {
    site().on("/mill", Route.text("ground"));

    Answer answer =
        read(
            HttpCall.of("POST", uri("/mill?grain=rye%20flour"))
                .header("X-Miller", "one")
                .body(HttpBody.of("text/plain; charset=utf-8", "麦"))
                .build());

    assertThat(answer.body()).isEqualTo("ground");
    Seen seen = site().log().get(0);
    assertThat(seen.method()).isEqualTo("POST");
    assertThat(seen.target()).isEqualTo("/mill?grain=rye%20flour");
    assertThat(seen.headers())
        .containsEntry("x-miller", "one")
        .containsEntry("content-type", "text/plain; charset=utf-8");
    assertThat(seen.body()).isEqualTo("麦");
  }

  @Test
  protected void headersHaveNamesInLowerCase() throws Exception {
    site().on("/", exchange -> exchange.header("X-Grain", "Rye").send(200, "text/plain", "x"));

    try (HttpReply reply = http().send(get("/"))) {
      assertThat(reply.headers().get("x-grain")).containsExactly("Rye");
      assertThat(reply.header("X-GRAIN")).contains("Rye");
    }
  }

  @Test
  protected void aPackedBodyIsUnpackedUnlessTheCallTakesItPacked() throws Exception {
    site().on("/", Nasty.packed("flour"));

    assertThat(read(get("/")).body()).isEqualTo("flour");
    HttpCall packed = HttpCall.get(uri("/")).header("Accept-Encoding", "gzip").build();
    assertThat(read(packed).body()).isNotEqualTo("flour");
  }

  @Test
  protected void redirectsAreFollowedAsOftenAsTheCallAllows() throws Exception {
    site()
        .on("/a", Route.redirect(302, "/b"))
        .on("/b", Route.redirect(301, site().url("/c")))
        .on("/c", Route.text("there"));

    assertThat(read(HttpCall.get(uri("/a")).maxRedirects(2).build()).body()).isEqualTo("there");
    assertThat(read(HttpCall.get(uri("/a")).maxRedirects(0).build()).status()).isEqualTo(302);
    assertThat(failureOf(HttpCall.get(uri("/a")).maxRedirects(1).build()))
        .isInstanceOf(IOException.class);
  }

  @Test
  protected void aRoundOfRedirectsEnds() throws Exception {
    site().on("/round", Nasty.redirectsForEver());

    assertThat(failureOf(get("/round"))).isInstanceOf(IOException.class);
    assertThat(site().log()).hasSizeLessThan(20);
  }

  @Test
  protected void secretsStayWithTheOriginTheyWereGivenFor() throws Exception {
    try (LoopbackSite other = LoopbackSite.open()) {
      other.on("/", Route.text("other"));
      site().on("/", Route.redirect(307, other.url("/")));

      read(
          HttpCall.get(uri("/"))
              .header("Authorization", "Bearer s3cret")
              .header("Cookie", "a=b")
              .header("X-Kept", "yes")
              .build());

      assertThat(site().log().get(0).headers()).containsEntry("authorization", "Bearer s3cret");
      assertThat(other.log().get(0).headers())
          .doesNotContainKeys("authorization", "cookie")
          .containsEntry("x-kept", "yes");
    }
  }

  @Test
  protected void whatTheGateDoesNotOpenForIsNotConnectedTo() throws Exception {
    try (HttpTransport shut = provider().open(EgressGate.publicOnly())) {
      for (String host : List.of("localhost", "127.0.0.1", "[::1]", "2130706433", "0x7f000001")) {
        Throwable failure =
            failureOf(() -> shut.send(HttpCall.get(URI.create(address(host))).build()).status());
        assertThat(failure)
            .as(host)
            .isInstanceOfAny(EgressRefusedException.class, IOException.class);
      }
      assertThat(failureOf(() -> shut.send(get("/")).status()))
          .isInstanceOf(EgressRefusedException.class);
    }
    assertThat(site().log()).isEmpty();
  }

  @Test
  protected void aRedirectLeadsOnlyWhereTheGateOpens() throws Exception {
    try (LoopbackSite inner = LoopbackSite.open()) {
      site().on("/", Route.redirect(302, "http://127.0.0.1:" + inner.port() + "/metadata"));

      assertThat(failureOf(get("/"))).isInstanceOf(EgressRefusedException.class);
      assertThat(inner.log()).isEmpty();
    }
  }

  @Test
  protected void theAddressThatWasCheckedIsTheOneThatIsConnectedTo() throws Exception {
    RebindingName name = new RebindingName("rebinding.test", "127.0.0.1", "127.0.0.2");
    EgressGate gate = EgressGate.builder().allowNetwork("127.0.0.1/32").resolver(name).build();
    site().on("/", Route.text("outer"));
    try (HttpTransport http = provider().open(gate);
        HttpReply reply = http.send(HttpCall.get(URI.create(address("rebinding.test"))).build())) {
      assertThat(new String(reply.bytes(100), UTF_8)).isEqualTo("outer");
    }
    assertThat(name.asked()).as("how often the name was resolved").isEqualTo(1);
  }

  @Test
  protected void aServerThatSaysNothingIsGivenUpAtTheIdleTime() throws Exception {
    site().on("/", Nasty.hangs(site()));

    assertThat(
            failureOf(
                HttpCall.get(uri("/"))
                    .idleTimeout(Duration.ofMillis(200))
                    .timeout(Duration.ofMinutes(10))
                    .build()))
        .isInstanceOf(IOException.class);
  }

  @Test
  protected void aServerThatDripsIsGivenUpAtTheCallsTime() throws Exception {
    site().on("/", Nasty.drips(site()));

    assertThat(failureOf(HttpCall.get(uri("/")).timeout(Duration.ofMillis(400)).build()))
        .isInstanceOf(IOException.class);
  }

  @Test
  protected void anAnswerThatBreaksOffIsAFailure() throws Exception {
    site()
        .on("/resets", Nasty.resets())
        .on("/breaks", Nasty.breaks())
        .on("/truncates", Nasty.truncates("only half of this arrives"));

    for (String path : List.of("/resets", "/breaks", "/truncates")) {
      assertThat(failureOf(get(path))).as(path).isInstanceOf(IOException.class);
    }
  }

  @Test
  protected void whereNobodyListensIsAConnectException() throws Exception {
    try (Socket bound = new Socket()) {
      bound.bind(new InetSocketAddress("localhost", 0)); // nobody else gets the port meanwhile
      URI nobody = URI.create("http://localhost:" + bound.getLocalPort() + "/");

      assertThat(failureOf(HttpCall.get(nobody).build())).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  protected void aProxyOfTheJvmIsNotUsed() throws Exception {
    site().on("/", Route.text("direct"));
    List<URI> asked = Collections.synchronizedList(new ArrayList<>());
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            asked.add(uri);
            return List.of(Proxy.NO_PROXY);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
    try (HttpTransport http =
        provider().open(EgressGate.builder().allowHost("localhost").build())) {
      assertThat(http.send(get("/")).status()).isEqualTo(200);
      assertThat(asked).isEmpty();
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  @Test
  protected void manyThreadsMaySendAtOnce() throws Exception {
    site().on("/", Route.text("ground"));

    assertThat(Threads.together(() -> read(get("/")).body())).containsOnly("ground");
  }

  @Test
  protected void closingEndsCallsUnderWay() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    Route hangs = Nasty.hangs(site());
    site()
        .on(
            "/",
            exchange -> {
              arrived.countDown();
              hangs.serve(exchange);
            });
    Thread closer =
        new Thread(
            () -> {
              try {
                if (arrived.await(30, TimeUnit.SECONDS)) {
                  http().close();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    closer.start();

    assertThat(failureOf(get("/"))).isInstanceOf(IOException.class);
    closer.join();
  }

  @Test
  protected void aCallThatIsNeverAnsweredEndsWhenItsThreadIsInterrupted() throws Exception {
    site().on("/", Nasty.hangs(site()));

    assertThat(Threads.interruptedUnderWay("A call that is never answered", () -> read(get("/"))))
        .isInstanceOf(IOException.class);
  }

  @Test
  protected void aBodyThatDripsEndsWhenItsThreadIsInterrupted() throws Exception {
    site().on("/", Nasty.drips(site()));

    assertThat(Threads.interruptedUnderWay("A body that drips", () -> read(get("/"))))
        .isInstanceOf(IOException.class);
  }

  private record Answer(int status, String body) {}

  private Answer read(HttpCall call) throws IOException {
    try (HttpReply reply = http().send(call)) {
      return new Answer(reply.status(), new String(reply.bytes(1 << 20), UTF_8));
    }
  }

  private @Nullable Throwable failureOf(HttpCall call) throws Exception {
    return failureOf(() -> read(call));
  }

  private static @Nullable Throwable failureOf(Callable<?> call) throws Exception {
    return Threads.comingBack(
            "The call", () -> Optional.ofNullable(catchThrowable(() -> call.call())))
        .orElse(null);
  }

  private HttpCall get(String path) {
    return HttpCall.get(uri(path)).build();
  }

  private URI uri(String path) {
    return URI.create(site().url(path));
  }

  private String address(String host) {
    return "http://" + host + ":" + site().port() + "/";
  }

  private LoopbackSite site() {
    return Objects.requireNonNull(site, "opened before each test");
  }

  private HttpTransport http() {
    return Objects.requireNonNull(transport, "opened before each test");
  }
}

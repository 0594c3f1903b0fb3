package io.millrace.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.http.EgressGate;
import io.millrace.http.EgressRefusedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The faults as a client of the JDK sees them. */
class LoopbackSiteTest {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private LoopbackSite site;

  @BeforeEach
  void open() throws IOException {
    site = LoopbackSite.open();
  }

  @AfterEach
  void close() throws IOException {
    site.close();
  }

  @Test
  void aRouteAnswersItsPathAndTheLogSaysWhatWasAsked() throws Exception {
    site.page("/mill", "The mill", "It grinds.");

    assertThat(get("/mill?a=b").body()).contains("<title>The mill</title>", "It grinds.");
    assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
    assertThat(site.targets()).containsExactly("/mill?a=b", "/elsewhere");
    assertThat(site.log().get(0).query()).isEqualTo("a=b");
  }

  @Test
  void aBodyIsReadWhetherItsLengthIsToldOrNot() throws Exception {
    site.otherwise(exchange -> exchange.send(200, "text/plain", exchange.request().body()));

    assertThat(post(BodyPublishers.ofString("rye"))).isEqualTo("rye");
    assertThat(
            post(
                BodyPublishers.fromPublisher(
                    BodyPublishers.ofByteArray("wheat".getBytes(StandardCharsets.UTF_8)))))
        .isEqualTo("wheat");
  }

  @Test
  void aFaultTakesTheNextRequestsAndThenThingsAreAsBefore() throws Exception {
    site.on("/a", Route.text("a")).next("/a", 2, Nasty.busy(Duration.ofSeconds(7)));

    HttpResponse<String> busy = get("/a");
    assertThat(busy.statusCode()).isEqualTo(429);
    assertThat(busy.headers().firstValue("Retry-After")).contains("7");
    assertThat(get("/a").statusCode()).isEqualTo(429);
    assertThat(get("/a").body()).isEqualTo("a");
  }

  @Test
  void connectionsBreakBeforeInAndAfterTheHead() {
    site.on("/resets", Nasty.resets())
        .on("/breaks", Nasty.breaks())
        .on("/truncates", Nasty.truncates("half of this is missing"));

    assertThatThrownBy(() -> get("/resets")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> get("/breaks")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> get("/truncates")).isInstanceOf(IOException.class);
  }

  @Test
  void aStreamThatIsNotClosedBreaksOffAndOneThatIsDoesNot() throws Exception {
    site.on(
            "/whole",
            exchange -> {
              try (var out = exchange.stream(200, "text/plain")) {
                out.write("one ".getBytes(StandardCharsets.UTF_8));
                out.write("two".getBytes(StandardCharsets.UTF_8));
              }
            })
        .on("/broken", exchange -> exchange.stream(200, "text/plain").write('x'));

    assertThat(get("/whole").body()).isEqualTo("one two");
    assertThatThrownBy(() -> get("/broken")).isInstanceOf(IOException.class);
  }

  @Test
  void aThrottledTextArrivesWholeAndOneThatDripsOrHangsNever() throws Exception {
    site.on("/slow", Nasty.throttled(site, "slow and whole", 100))
        .on("/drips", Nasty.drips(site))
        .on("/hangs", Nasty.hangs(site));

    assertThat(get("/slow").body()).isEqualTo("slow and whole");
    HttpRequest hangs =
        HttpRequest.newBuilder(uri("/hangs")).timeout(Duration.ofMillis(200)).build();
    assertThatThrownBy(() -> client.send(hangs, BodyHandlers.ofString()))
        .isInstanceOf(HttpTimeoutException.class);
    try (var body =
        client
            .send(HttpRequest.newBuilder(uri("/drips")).build(), BodyHandlers.ofInputStream())
            .body()) {
      assertThat(body.read()).isEqualTo('x');
    }
  }

  @Test
  void redirectsGoSomewhereOrNowhere() throws Exception {
    site.on("/old", Route.redirect(301, site.url("/new")))
        .on("/new", Route.text("here"))
        .on("/round", Nasty.redirectsForEver());

    assertThat(get("/old").body()).isEqualTo("here");
    assertThat(get("/round").statusCode()).isEqualTo(302);
    assertThat(site.targets()).contains("/round?again=3");
  }

  @Test
  void aRebindingNameIsAnotherAddressTheSecondTime() throws Exception {
    RebindingName name = new RebindingName("rebinding.test", "127.0.0.1", "127.0.0.2");
    EgressGate gate = EgressGate.builder().allowNetwork("127.0.0.1/32").resolver(name).build();

    assertThat(gate.resolve("rebinding.test").get(0).getHostAddress()).isEqualTo("127.0.0.1");
    assertThatThrownBy(() -> gate.resolve("rebinding.test"))
        .isInstanceOf(EgressRefusedException.class);
    assertThat(name.asked()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RebindingName("far.test", "8.8.8.8"))
        .withMessageContaining("loopback");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private String post(HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(uri("/echo")).POST(body).build(), BodyHandlers.ofString())
        .body();
  }

  private URI uri(String path) {
    return URI.create(site.url(path));
  }
}

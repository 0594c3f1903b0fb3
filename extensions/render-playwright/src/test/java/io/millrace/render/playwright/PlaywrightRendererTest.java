package io.millrace.render.playwright;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.millrace.datasource.PageRenderer;
import io.millrace.datasource.PageRenderer.Answer;
import io.millrace.datasource.PageRenderer.RenderRequest;
import io.millrace.datasource.PageRenderer.Rendered;
import io.millrace.datasource.RenderException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real pages in a real browser; skipped where none is installed. */
@Timeout(120)
class PlaywrightRendererTest {
  private static final PlaywrightRenderer RENDERER = new PlaywrightRenderer();

  private final Map<String, String> site = new HashMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void aBrowserIsInstalled() {
    try {
      Programs programs = Programs.find();
      if (programs.node() == null) {
        abort("Skipped: Node.js, which Playwright's driver runs on, is not installed");
      }
    } catch (RenderException e) {
      abort("Skipped: " + e.getMessage());
    }
  }

  @AfterAll
  static void close() {
    RENDERER.close();
  }

  private Optional<Answer> answer(URI uri) {
    asked.add(uri.toString());
    String body = site.get(uri.getPath());
    if (body == null) {
      return Optional.empty();
    }
    String type =
        uri.getPath().endsWith(".js")
            ? "text/javascript"
            : uri.getPath().endsWith(".json") ? "application/json" : "text/html";
    return Optional.of(new Answer(200, type, null, body.getBytes(StandardCharsets.UTF_8)));
  }

  private Rendered render(Duration timeout) {
    return RENDERER.render(
        new RenderRequest(
            URI.create("http://app.example/"),
            this::answer,
            timeout,
            Duration.ZERO,
            "test",
            1 << 20));
  }

  private Rendered render() {
    return render(Duration.ofSeconds(60));
  }

  @Test
  void isFoundAndStartsNothing() {
    assertThat(ServiceLoader.load(PageRenderer.class))
        .singleElement()
        .isInstanceOf(PlaywrightRenderer.class);
  }

  @Test
  void scriptsMakeThePageFromWhatTheyFetch() {
    site.put("/", "<title>App</title><div id=root></div><script src=/app.js></script>");
    site.put(
        "/app.js",
        "fetch('/data.json').then(r => r.json()).then(d =>"
            + " document.getElementById('root').innerHTML = '<h1>' + d.title + '</h1>')");
    site.put("/data.json", "{\"title\":\"Made by scripts\"}");

    assertThat(render().html()).contains("<h1>Made by scripts</h1>");
    assertThat(asked)
        .containsExactly(
            "http://app.example/", "http://app.example/app.js", "http://app.example/data.json");
  }

  @Test
  void theBrowserItselfReachesNothing() throws IOException {
    AtomicInteger connections = new AtomicInteger();
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread thread =
          new Thread(
              () -> {
                while (!server.isClosed()) {
                  try {
                    Socket socket = server.accept();
                    connections.incrementAndGet();
                    socket.close();
                  } catch (IOException closed) {
                    return;
                  }
                }
              });
      thread.setDaemon(true);
      thread.start();
      String inside = "//127.0.0.1:" + server.getLocalPort() + "/x";
      site.put(
          "/",
          """
          <link rel=preconnect href='http:%1$s'><link rel=prefetch href='http:%1$s'>
          <img src='http:%1$s'><iframe src='http:%1$s'></iframe><p id=p>some words</p><script>
          fetch('http:%1$s').catch(e => 0); new WebSocket('ws:%1$s'); new EventSource('http:%1$s');
          navigator.sendBeacon('http:%1$s', 'a'); window.open('http:%1$s');
          fetch('http:%1$s', {method: 'POST'}).catch(e => 0);
          new RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:%2$d'}]})
            .createDataChannel('x');
          </script>
          """
              .formatted(inside, server.getLocalPort()));

      assertThat(render().html()).contains("some words");
    }
    assertThat(connections).hasValue(0);
  }

  @Test
  void pagesShareNothing() {
    site.put(
        "/",
        "<p id=p></p><script>p.textContent = 'n' + (localStorage.n || '') + document.cookie;"
            + " localStorage.n = 'kept'; document.cookie = 'a=kept'</script>");

    assertThat(render().html()).contains(">n</p>");
    assertThat(render().html()).contains(">n</p>");
  }

  @Test
  void whereScriptsWantToGoIsToldAndNotGone() {
    site.put("/", "<p>Here</p><script>location.href = '/there'</script>");
    site.put("/there", "There");

    Rendered rendered = render();

    assertThat(rendered.html()).contains("Here");
    assertThat(rendered.movedTo()).isEqualTo(URI.create("http://app.example/there"));
    assertThat(asked).containsExactly("http://app.example/");
  }

  @Test
  void aPageThatNeverRestsIsEndedAndTheNextOneIsShown() {
    site.put("/", "<p>x</p><script>while (true) {}</script>");
    assertThatThrownBy(() -> render(Duration.ofSeconds(2))).isInstanceOf(RenderException.class);

    site.put("/", "<p>fine</p>");
    assertThat(render().html()).contains("fine");
  }

  @Test
  void aPageThatGrowsTooLargeIsRefused() {
    site.put("/", "<body><script>document.body.textContent = 'x'.repeat(2000000)</script>");

    assertThatThrownBy(this::render)
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("are allowed");
  }

  @Test
  void aBrowserThatIsNoneIsNamed() {
    try (PlaywrightRenderer none =
        new PlaywrightRenderer(Path.of("/nowhere/chromium"), Programs.find().node())) {
      assertThatThrownBy(
              () ->
                  none.render(
                      new RenderRequest(
                          URI.create("http://app.example/"),
                          this::answer,
                          Duration.ofSeconds(5),
                          Duration.ZERO,
                          "test",
                          100)))
          .isInstanceOfSatisfying(
              RenderException.class, e -> assertThat(e.isUnavailable()).isTrue())
          .hasMessageContaining("/nowhere/chromium cannot be started");
    }
  }
}

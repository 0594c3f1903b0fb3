package io.millrace.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application as a browser uses it. */
@Timeout(120)
class NotesApplicationTest {
  private static final Pattern EVENTS = Pattern.compile("\"events\":\"([^\"]+)\"");

  private final HttpClient browser = HttpClient.newHttpClient();

  @Test
  void aBrowserSeesTheEventsOfItsRunAndFindsWhatItAdded(@TempDir Path store) throws Exception {
    try (ConfigurableApplicationContext application =
        SpringApplication.run(
            NotesApplication.class, "--server.port=0", "--notes.store=" + store)) {
      String base =
          "http://localhost:" + application.getEnvironment().getProperty("local.server.port");

      Matcher added = EVENTS.matcher(add(base));
      assertThat(added.find()).isTrue();
      String events = get(base + added.group(1));

      assertThat(events.lines().filter(line -> line.startsWith("data:")))
          .first()
          .asString()
          .contains("\"event\":\"workflow_started\"");
      assertThat(events)
          .contains("\"event\":\"node_finished\"", "\"event\":\"workflow_finished\"")
          .contains("\"status\":\"succeeded\"");
      assertThat(get(base + "/search?question=sluice")).contains("close the sluice");
      assertThat(get(base + "/")).contains("<h1>Notes</h1>");
      assertThat(
              application
                  .getBean(MeterRegistry.class)
                  .get("millrace.runs")
                  .tag("status", "succeeded")
                  .timer()
                  .count())
          .isEqualTo(1);
    }
  }

  private String add(String base) throws Exception {
    String body =
        """
        --edge
        Content-Disposition: form-data; name="file"; filename="flood.md"
        Content-Type: text/markdown

        When the river floods, close the sluice.
        --edge--
        """
            .replace("\n", "\r\n");
    return browser
        .send(
            HttpRequest.newBuilder(URI.create(base + "/notes"))
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  private String get(String address) throws Exception {
    return browser
        .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
        .body();
  }
}

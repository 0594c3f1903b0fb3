package io.millrace.datasource.notion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.DatasourceException;
import io.millrace.testkit.notion.Block;
import io.millrace.testkit.notion.FakeWorkspace;
import io.millrace.testkit.notion.Faults;
import io.millrace.testkit.notion.NotionServer;
import io.millrace.testkit.notion.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(180)
class NotionFaultsTest {
  private final NotionServer server = NotionServer.start();
  private final FakeWorkspace workspace = server.workspace();
  private final String page = workspace.page("P", Block.paragraph("text"));
  private final Reader reader = new Reader(server, Map.of());

  NotionFaultsTest() throws IOException {}

  @AfterEach
  void close() {
    reader.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Faults.Kind.class,
      names = {
        "RATE_LIMITED",
        "RATE_LIMITED_SILENTLY",
        "BAD_GATEWAY",
        "CONFLICT",
        "UNAVAILABLE",
        "TRUNCATED",
        "HALF_JSON"
      })
  void whatMayWorkLaterIsTriedAgain(Faults.Kind kind) {
    server.faults().next("/v1/", kind, 2);
    assertThat(reader.content("page", page)).isEqualTo("# P\n\ntext\n");
  }

  @ParameterizedTest
  @EnumSource(
      value = Faults.Kind.class,
      names = {"BAD_GATEWAY", "CONFLICT", "TRUNCATED"})
  void butNotForEver(Faults.Kind kind) {
    server.faults().next("/v1/", kind, Integer.MAX_VALUE);
    assertThatThrownBy(() -> reader.read("page", page))
        .isInstanceOfSatisfying(
            DatasourceException.class, e -> assertThat(e.isRetriable()).isTrue());
    assertThat(server.requests()).hasSizeLessThanOrEqualTo(8);
  }

  @Test
  void aServerThatAsksToWaitTooLongIsNotWaitedFor() {
    server.faults().next("/v1/", Faults.Kind.RATE_LIMITED_FOR_AN_HOUR, 10);
    assertThatThrownBy(() -> reader.read("page", page))
        .hasMessageContaining("rate_limited")
        .hasMessageContaining("Try again in 3600 s");
  }

  @Test
  void anAnswerThatDripsEndsAtTheDeadline() {
    server.faults().next("/v1/", Faults.Kind.DRIP, Integer.MAX_VALUE);
    try (Reader hurried = new Reader(server, Map.of(), Map.of("notion.request_timeout", "1"))) {
      assertThatThrownBy(() -> hurried.read("page", page))
          .isInstanceOf(DatasourceException.class)
          .hasMessageContaining("Network error when reading page " + page);
    }
  }

  @Test
  void retryAfterHoldsForAllRequestsOfTheIntegration() {
    server.faults().next("/v1/pages", Faults.Kind.RATE_LIMITED, 1);
    long start = System.nanoTime();
    reader.read("page", page);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(990));
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void aCursorThatRepeatsEndsThePage() {
    server.faults().next("/children", Faults.Kind.SAME_CURSOR, Integer.MAX_VALUE);
    assertThatThrownBy(() -> reader.read("page", page))
        .isInstanceOf(DatasourceException.class)
        .hasMessageContaining("a cursor for the second time");
  }

  @Test
  void theBudgetKeepsBelowTheServersLimit() {
    String database = Samples.deliveries(workspace, 1_200);
    server.limit(20, 6);
    try (Reader modest = new Reader(server, Map.of("requests_per_second", "20", "burst", "5"))) {
      modest.read("database", database);
      assertThat(server.refused()).isZero();
    }
  }

  @Test
  void whereNobodyListensIsGivenUpBeforeAllAttempts() {
    server.close();
    Settings.RetrySettings many =
        new Settings.RetrySettings(
            1_000, Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofMinutes(5));
    try (Reader other = new Reader(server, Map.of(), Map.of(), many)) {
      assertThatThrownBy(() -> other.read("page", page))
          .isInstanceOfSatisfying(
              DatasourceException.class, e -> assertThat(e.isRetriable()).isTrue())
          .hasMessageContaining("Network error when reading page " + page);
    }
  }

  @Test
  void anInterruptEndsTheReadingSoon() throws Exception {
    server.delay(Duration.ofSeconds(20));
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                reader.read("page", page);
                outcome.complete(new AssertionError("it was read"));
              } catch (DatasourceException e) {
                outcome.complete(e);
              }
            });
    thread.start();
    Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    thread.interrupt();
    assertThat(outcome.get(5, TimeUnit.SECONDS)).hasMessageContaining("Interrupted");
  }
}

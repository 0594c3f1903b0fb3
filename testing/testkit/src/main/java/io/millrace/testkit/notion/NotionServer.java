package io.millrace.testkit.notion;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.testkit.server.Exchange;
import io.millrace.testkit.server.LoopbackSite;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Notion's API over HTTP, on a free port of the loopback address.
 *
 * @since 0.1
 */
public final class NotionServer implements AutoCloseable {
  private final LoopbackSite site;
  private final FakeWorkspace workspace = new FakeWorkspace();
  private final Endpoints endpoints = new Endpoints(workspace);
  private final Faults faults = new Faults();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile @Nullable Allowance allowance;
  private volatile Duration delay = Duration.ZERO;
  private volatile String refreshToken = "";

  private NotionServer(int port) throws IOException {
    site = LoopbackSite.open(port).withoutLog().otherwise(this::handle);
  }

  /** Starts a server with an empty workspace on a free port. */
  public static NotionServer start() throws IOException {
    return new NotionServer(0);
  }

  /** Starts it on a port of one's choice. */
  public static NotionServer start(int port) throws IOException {
    return new NotionServer(port);
  }

  /** Returns what is behind the API. */
  public FakeWorkspace workspace() {
    return workspace;
  }

  /** Returns where it is told to misbehave. */
  public Faults faults() {
    return faults;
  }

  /** Returns the address to give as {@code base_url}. */
  public String url() {
    return "http://127.0.0.1:" + site.port();
  }

  /** Returns method and path of every request, in order. */
  public List<String> requests() {
    return requests;
  }

  /** Returns how many requests of the API whose path holds {@code part} there were. */
  public long count(String part) {
    return requests.stream().filter(request -> request.contains(part)).count();
  }

  /** Returns how many requests were refused because there were too many. */
  public int refused() {
    return refused.get();
  }

  /** Returns how many requests were under way at once at most. */
  public int mostUnderWay() {
    return mostUnderWay.get();
  }

  /** Waits before each answer. */
  public void delay(Duration time) {
    delay = time;
  }

  /** Refuses requests beyond so many a second on average, and so many at once. */
  public void limit(double perSecond, int burst) {
    allowance = new Allowance(perSecond, burst);
  }

  /** Lets a refresh token get a new access token, once. */
  public void acceptRefresh(String token) {
    refreshToken = token;
  }

  /** Serves bytes under an address that stands for a signed one; returns it. */
  public String file(String name, byte[] bytes) {
    files.put("/files/" + name, bytes);
    return url() + "/files/" + name;
  }

  private void handle(Exchange exchange) throws IOException {
    int now = underWay.incrementAndGet();
    mostUnderWay.accumulateAndGet(now, Math::max);
    try {
      String path = URLDecoder.decode(exchange.request().path(), UTF_8);
      String sent = exchange.request().body();
      LockSupport.parkNanos(delay.toNanos());
      if (path.startsWith("/files/")) {
        requests.add(exchange.request().method() + " " + path);
        byte[] bytes = files.get(path);
        faults.answered(path);
        send(
            exchange,
            bytes == null ? 403 : 200,
            "application/octet-stream",
            bytes == null ? new byte[0] : bytes,
            null);
        return;
      }
      requests.add(exchange.request().method() + " " + path);
      serve(exchange, path, sent);
    } finally {
      underWay.decrementAndGet();
    }
  }

  private void serve(Exchange exchange, String path, String sent) throws IOException {
    Faults.Kind fault = faults.take(path);
    Allowance allowed = allowance;
    if (allowed != null && !allowed.take()) {
      refused.incrementAndGet();
      exchange.header("Retry-After", "1");
      send(exchange, error(429, "rate_limited", "You have been rate limited."), null);
      return;
    }
    if (fault != null && misbehave(exchange, fault)) {
      return;
    }
    Answer answer;
    try {
      JsonNode body = sent.isEmpty() ? Json.object() : Json.MAPPER.readTree(sent);
      String authorization = exchange.requestHeader("Authorization");
      ObjectNode json =
          path.equals("/v1/oauth/token")
              ? renew(String.valueOf(authorization), body)
              : endpoints.answer(
                  new Endpoints.Request(
                      exchange.request().method(),
                      path,
                      Endpoints.query(exchange.request().query()),
                      body,
                      exchange.requestHeader("Notion-Version"),
                      authorization));
      if (fault == Faults.Kind.SAME_CURSOR) {
        json.put("has_more", true).put("next_cursor", Cursors.at(0));
      }
      answer = new Answer(200, json);
    } catch (ApiError e) {
      answer = error(e.status(), e.code(), String.valueOf(e.getMessage()));
    }
    faults.answered(path);
    send(exchange, answer, fault);
  }

  private ObjectNode renew(String authorization, JsonNode body) {
    String basic = Base64.getEncoder().encodeToString("client:client-secret".getBytes(UTF_8));
    if (!authorization.equals("Basic " + basic)
        || refreshToken.isEmpty()
        || !body.path("refresh_token").asText().equals(refreshToken)) {
      throw new ApiError(400, "invalid_grant", "Invalid refresh token.");
    }
    refreshToken = "refresh_2";
    workspace.allow("secret_fresh");
    return Json.object(
        "access_token", "secret_fresh", "token_type", "bearer", "refresh_token", refreshToken);
  }

  private record Answer(int status, ObjectNode json) {}

  private static Answer error(int status, String code, String message) {
    return new Answer(
        status,
        Json.object(
            "object",
            "error",
            "status",
            status,
            "code",
            code,
            "message",
            message,
            "request_id",
            "r"));
  }

  /** Returns whether the request was answered with that. */
  private static boolean misbehave(Exchange exchange, Faults.Kind fault) throws IOException {
    switch (fault) {
      case RATE_LIMITED, RATE_LIMITED_SILENTLY, RATE_LIMITED_FOR_AN_HOUR -> {
        if (fault != Faults.Kind.RATE_LIMITED_SILENTLY) {
          String seconds = fault == Faults.Kind.RATE_LIMITED ? "1" : "3600";
          exchange.header("Retry-After", seconds);
        }
        send(exchange, error(429, "rate_limited", "You have been rate limited."), null);
        return true;
      }
      case BAD_GATEWAY -> {
        exchange.send(502, "text/html", "<html><h1>502 Bad Gateway</h1></html>");
        return true;
      }
      case CONFLICT -> {
        send(exchange, error(409, "conflict_error", "Conflict occurred while saving."), null);
        return true;
      }
      case UNAVAILABLE -> {
        send(exchange, error(503, "service_unavailable", "Notion is unavailable."), null);
        return true;
      }
      default -> {
        return false;
      }
    }
  }

  private static void send(Exchange exchange, Answer answer, Faults.@Nullable Kind fault)
      throws IOException {
    send(
        exchange,
        answer.status(),
        "application/json; charset=utf-8",
        answer.json().toString().getBytes(UTF_8),
        fault);
  }

  private static void send(
      Exchange exchange, int status, String type, byte[] whole, Faults.@Nullable Kind fault)
      throws IOException {
    byte[] bytes = fault == Faults.Kind.HALF_JSON ? Arrays.copyOf(whole, whole.length / 2) : whole;
    if (fault == Faults.Kind.TRUNCATED) {
      exchange.raw().write(exchange.head(status, type, bytes.length));
      exchange.raw().write(bytes, 0, bytes.length / 2);
      exchange.breakOff();
    } else if (fault == Faults.Kind.DRIP) {
      OutputStream out = exchange.raw();
      out.write(exchange.head(status, type, bytes.length));
      for (byte b : bytes) {
        out.write(b);
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    } else {
      exchange.send(status, type, bytes);
    }
  }

  @Override
  public void close() {
    try {
      site.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.millrace.benchmarks.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.benchmarks.harness.ChildServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Notion's API over loopback with so many pages of 100 paragraphs; it takes its time, and may
 * refuse what is too much. Runs in a process of its own.
 */
public final class FakeNotion implements AutoCloseable {
  private static final int BLOCKS = 100;
  private static final Pattern CURSOR = Pattern.compile("\"start_cursor\":\"(\\d+)\"");

  /**
   * Arguments: how many pages, the delay in milliseconds, requests per second or 0 for all, and how
   * many at once.
   */
  public static void main(String[] arguments) throws IOException {
    try (FakeNotion notion =
        new FakeNotion(
            Integer.parseInt(arguments[0]),
            Duration.ofMillis(Long.parseLong(arguments[1])),
            Double.parseDouble(arguments[2]),
            Integer.parseInt(arguments[3]))) {
      ChildServer.serve(
          notion.url(),
          () ->
              Map.of(
                  "busy", notion.busy.get() / 1e9,
                  "answered", notion.answered.get(),
                  "refused", notion.refused.get()));
    }
  }

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final int pages;
  private final Duration delay;
  private final double perSecond;
  private final int burst;
  private final AtomicLong busy = new AtomicLong();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final byte[] blocks = blocks();
  private double left;
  private long at = System.nanoTime();

  /**
   * Starts a server.
   *
   * @param pages how many there are
   * @param delay before each answer
   * @param perSecond how many requests it answers on average, or 0 for all
   * @param burst how many at once
   */
  FakeNotion(int pages, Duration delay, double perSecond, int burst) throws IOException {
    this.pages = pages;
    this.delay = delay;
    this.perSecond = perSecond;
    this.burst = burst;
    this.left = burst;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Returns where it is. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    long begin = System.nanoTime();
    try (exchange) {
      String sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      LockSupport.parkNanos(delay.toNanos());
      if (!allowed()) {
        refused.incrementAndGet();
        exchange.getResponseHeaders().add("Retry-After", "1");
        exchange.sendResponseHeaders(429, -1);
        return;
      }
      byte[] answer = answer(exchange.getRequestURI().getPath(), sent);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      answered.incrementAndGet();
    } finally {
      busy.addAndGet(System.nanoTime() - begin);
    }
  }

  private synchronized boolean allowed() {
    long now = System.nanoTime();
    left = Math.min(burst, left + (now - at) / 1e9 * perSecond);
    at = now;
    if (perSecond > 0 && left < 1) {
      return false;
    }
    left--;
    return true;
  }

  private byte[] answer(String path, String sent) {
    if (path.endsWith("/children")) {
      return blocks;
    } else if (path.endsWith("/search")) {
      return listing(sent);
    } else if (path.endsWith("/me")) {
      return "{\"object\":\"user\",\"type\":\"bot\",\"bot\":{}}".getBytes(UTF_8);
    }
    return page(path.substring(path.lastIndexOf('/') + 1)).getBytes(UTF_8);
  }

  /** A hundred pages; a cursor is the number of the first one. */
  private byte[] listing(String sent) {
    Matcher cursor = CURSOR.matcher(sent);
    int from = cursor.find() ? Integer.parseInt(cursor.group(1)) : 0;
    int to = Math.min(pages, from + 100);
    String results =
        IntStream.range(from, to)
            .mapToObj(
                i -> page(new UUID(0x2000_0000_0000_4000L, 0x8000_0000_0000_0000L | i).toString()))
            .collect(Collectors.joining(","));
    return "{\"object\":\"list\",\"results\":[%s],\"has_more\":%s,\"next_cursor\":%s}"
        .formatted(results, to < pages, to < pages ? "\"" + to + "\"" : null)
        .getBytes(UTF_8);
  }

  private static String page(String id) {
    return """
    {"object":"page","id":"%s","parent":{"type":"workspace","workspace":true},
    "last_edited_time":"2026-03-01T10:20:00.000Z","properties":{"title":{"id":"title",
    "type":"title","title":[{"type":"text","plain_text":"Page %s"}]}}}\
    """
        .formatted(id, id);
  }

  private static byte[] blocks() {
    StringBuilder list = new StringBuilder("{\"object\":\"list\",\"results\":[");
    for (int i = 0; i < BLOCKS; i++) {
      list.append(i == 0 ? "" : ",")
          .append(
              """
              {"object":"block","id":"10000000-0000-4000-8000-%012d","type":"paragraph",
              "has_children":false,"paragraph":{"rich_text":[{"type":"text","plain_text":"%s",
              "annotations":{"bold":false,"italic":false}}]}}\
              """
                  .formatted(i, "The mill grinds corn on the hill. ".repeat(6)));
    }
    return list.append("],\"has_more\":false,\"next_cursor\":null}").toString().getBytes(UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

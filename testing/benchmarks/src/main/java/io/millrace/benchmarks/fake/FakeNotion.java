package io.millrace.benchmarks.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Notion's API over loopback with any number of pages of 100 paragraphs; it takes its time, and may
 * refuse what is too much.
 */
public final class FakeNotion implements AutoCloseable {
  private static final int BLOCKS = 100;

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
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
   * @param delay before each answer
   * @param perSecond how many requests it answers on average, or 0 for all
   * @param burst how many at once
   */
  public FakeNotion(Duration delay, double perSecond, int burst) throws IOException {
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
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns for how long requests were under way, all taken together, in seconds. */
  public double busySeconds() {
    return busy.get() / 1e9;
  }

  /** Returns how many requests were answered. */
  public int answered() {
    return answered.get();
  }

  /** Returns how many requests were too many. */
  public int refused() {
    return refused.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    long begin = System.nanoTime();
    try (exchange) {
      LockSupport.parkNanos(delay.toNanos());
      if (!allowed()) {
        refused.incrementAndGet();
        exchange.getResponseHeaders().add("Retry-After", "1");
        exchange.sendResponseHeaders(429, -1);
        return;
      }
      String path = exchange.getRequestURI().getPath();
      byte[] answer = path.endsWith("/children") ? blocks : page(path);
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

  private static byte[] page(String path) {
    String id = path.substring(path.lastIndexOf('/') + 1);
    return """
    {"object":"page","id":"%s","parent":{"type":"workspace","workspace":true},
    "last_edited_time":"2026-03-01T10:20:00.000Z","properties":{"title":{"id":"title",
    "type":"title","title":[{"type":"text","plain_text":"Page %s"}]}}}\
    """
        .formatted(id, id)
        .getBytes(UTF_8);
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

package io.millrace.testkit.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server on a loopback port of its own, which answers as {@linkplain Route routes} say and
 * misbehaves as {@link Nasty} can. It keeps a log of all it was asked, in order. A route that waits
 * does so on {@link #closing}, so that no test waits for it.
 *
 * @since 0.1
 */
public final class LoopbackSite implements AutoCloseable {
  private final ServerSocket server;
  private final Map<String, Route> routes = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Seen> log = new ConcurrentLinkedQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private volatile Route fallback = Route.status(404);
  private volatile boolean logging = true;

  private record Fault(String part, Route route, AtomicInteger left) {}

  private LoopbackSite(ServerSocket server) {
    this.server = server;
  }

  /** Opens a site; every path is 404 until it is given a route. */
  public static LoopbackSite open() throws IOException {
    return open(0);
  }

  /** Opens a site on a port. */
  public static LoopbackSite open(int port) throws IOException {
    LoopbackSite site =
        new LoopbackSite(new ServerSocket(port, 200, InetAddress.getLoopbackAddress()));
    site.on("/robots.txt", Route.status(404));
    start(site::accept, "site");
    return site;
  }

  private static void start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Answers a path, whatever its query. */
  public LoopbackSite on(String path, Route route) {
    routes.put(path, route);
    return this;
  }

  /** Answers a path with a page that has a title and a body. */
  public LoopbackSite page(String path, String title, String body) {
    return on(
        path,
        Route.html(
            "<!doctype html><html><head><title>%s</title></head><body>%s</body></html>"
                .formatted(title, body)));
  }

  /** Answers every other path. */
  public LoopbackSite otherwise(Route route) {
    fallback = route;
    return this;
  }

  /**
   * Answers the next so many requests whose path and query hold {@code part} by this route instead
   * of their own.
   */
  public LoopbackSite next(String part, int times, Route fault) {
    faults.add(new Fault(part, fault, new AtomicInteger(times)));
    return this;
  }

  /** Stops keeping a log. */
  public LoopbackSite withoutLog() {
    logging = false;
    return this;
  }

  /** Returns the port it listens on. */
  public int port() {
    return server.getLocalPort();
  }

  /** Returns the address of a path. */
  public String url(String path) {
    return "http://localhost:" + port() + path;
  }

  /** Returns what was asked so far. */
  public List<Seen> log() {
    return List.copyOf(log);
  }

  /** Returns the paths with queries that were asked so far, but for robots.txt. */
  public List<String> targets() {
    return log.stream().map(Seen::target).filter(t -> !t.equals("/robots.txt")).toList();
  }

  /** Forgets what was asked so far. */
  public void clearLog() {
    log.clear();
  }

  /** Reached when the site is closed. */
  public CountDownLatch closing() {
    return closing;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        start(() -> converse(socket), "site-connection");
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void converse(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (Seen seen = read(in); seen != null; seen = read(in)) {
        if (logging) {
          log.add(seen);
        }
        Exchange exchange = new Exchange(seen, socket);
        routeOf(seen).serve(exchange);
        if (exchange.closes()) {
          return;
        }
      }
    } catch (IOException gone) {
      // The other side went away: nothing to be done.
    } finally {
      open.remove(socket);
    }
  }

  private Route routeOf(Seen seen) {
    for (Fault fault : faults) {
      if (seen.target().contains(fault.part()) && fault.left().getAndDecrement() > 0) {
        return fault.route();
      }
    }
    return routes.getOrDefault(seen.path(), fallback);
  }

  private static @Nullable Seen read(InputStream in) throws IOException {
    String first = line(in);
    if (first == null) {
      return null;
    }
    String[] parts = first.split(" ", 3);
    if (parts.length < 3) {
      return null;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        return null;
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    byte[] body =
        headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")
            ? chunks(in)
            : in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new Seen(
        parts[0],
        parts[1],
        Map.copyOf(headers),
        System.nanoTime(),
        new String(body, StandardCharsets.UTF_8));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (String size = line(in); size != null; size = line(in)) {
      int length = Integer.parseInt(size.replaceFirst(";.*", "").strip(), 16);
      body.write(in.readNBytes(length));
      line(in);
      if (length == 0) {
        break;
      }
    }
    return body.toByteArray();
  }

  private static @Nullable String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        return line.toString();
      } else if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.isEmpty() ? null : line.toString();
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}

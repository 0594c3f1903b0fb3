package io.millrace.benchmarks.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A website over loopback in a process of its own, so that what it takes is not counted: pages of
 * 10 KB as documentation has them, and below {@code /many/} lists of links without end.
 */
public final class FakeSite implements AutoCloseable {
  private static final int MOST_HEAD = 16 << 10;

  private final Process process;
  private final String url;

  private FakeSite(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Starts a site with {@code pages} pages; the first one leads to all others. */
  public static FakeSite start(int pages) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FakeSite.class.getName(),
                Integer.toString(pages))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    return new FakeSite(
        process, "http://localhost:" + Objects.requireNonNull(out.readLine(), "no port") + "/");
  }

  /** Returns the address of its first page. */
  public String url() {
    return url;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Serves until standard input ends. Argument: how many pages. */
  @SuppressWarnings("SystemOut") // tells the port
  public static void main(String[] arguments) throws IOException {
    SitePages pages = new SitePages(Integer.parseInt(arguments[0]));
    ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    daemon(() -> accept(server, pages));
    PrintStream out = System.out;
    out.println(server.getLocalPort());
    while (System.in.read() >= 0) {
      // The parent is still there.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "site");
    thread.setDaemon(true);
    thread.start();
  }

  private static void accept(ServerSocket server, SitePages pages) {
    while (true) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        daemon(() -> converse(socket, pages));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void converse(Socket socket, SitePages pages) {
    byte[] head = new byte[MOST_HEAD];
    try (socket) {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      for (String path = path(in, head); path != null; path = path(in, head)) {
        out.write(pages.answer(path));
      }
    } catch (IOException gone) {
      // The other side went away: nothing to be done.
    }
  }

  /** Reads the head of a request; returns its path, or {@code null} at the end. */
  private static @Nullable String path(InputStream in, byte[] head) throws IOException {
    int size = 0;
    while (size < 4 || head[size - 1] != '\n' || head[size - 2] != '\r' || head[size - 3] != '\n') {
      int read = in.read(head, size, head.length - size);
      if (read <= 0) {
        return null;
      }
      size += read;
    }
    String line = new String(head, 0, Math.min(size, 200), ISO_8859_1);
    List<String> parts = List.of(line.split(" ", 3));
    return parts.get(1);
  }
}

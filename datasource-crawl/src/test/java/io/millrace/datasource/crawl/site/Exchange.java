package io.millrace.datasource.crawl.site;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request and the way to answer it. */
public final class Exchange {
  private final Seen seen;
  private final Socket socket;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private boolean close;

  Exchange(Seen seen, Socket socket) {
    this.seen = seen;
    this.socket = socket;
  }

  public Seen request() {
    return seen;
  }

  public @Nullable String requestHeader(String name) {
    return seen.headers().get(name.toLowerCase(java.util.Locale.ROOT));
  }

  /** Sets a header of the answer. */
  public Exchange header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Sends an answer with text in UTF-8. */
  public void send(int status, String type, String body) throws IOException {
    send(status, type, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends an answer. */
  public void send(int status, String type, byte[] body) throws IOException {
    byte[] head = head(status, type, body.length);
    byte[] all = new byte[head.length + (status == 304 ? 0 : body.length)];
    System.arraycopy(head, 0, all, 0, head.length);
    if (status != 304) {
      System.arraycopy(body, 0, all, head.length, body.length);
    }
    raw().write(all);
    raw().flush();
  }

  /** Returns the head of an answer; a length below 0 announces none and closes afterwards. */
  public byte[] head(int status, String type, long length) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n");
    head.append("Content-Type: ").append(type).append("\r\n");
    if (length >= 0) {
      head.append("Content-Length: ").append(length).append("\r\n");
    } else {
      head.append("Connection: close\r\n");
      close = true;
    }
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Returns the connection itself. */
  public OutputStream raw() throws IOException {
    return socket.getOutputStream();
  }

  /** Ends the connection as a crash does. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
    close = true;
  }

  boolean closes() {
    return close;
  }
}

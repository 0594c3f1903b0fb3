package io.millrace.testkit.server;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request and the way to answer it.
 *
 * @since 0.1
 */
public final class Exchange {
  private final Seen seen;
  private final Socket socket;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private boolean close;

  Exchange(Seen seen, Socket socket) {
    this.seen = seen;
    this.socket = socket;
  }

  /** Returns the request. */
  public Seen request() {
    return seen;
  }

  /** Returns a header of the request, its name in any case, or {@code null}. */
  public @Nullable String requestHeader(String name) {
    return seen.headers().get(name.toLowerCase(Locale.ROOT));
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

  /** Sends an answer; its head alone for a {@code HEAD} and with a status that has no body. */
  public void send(int status, String type, byte[] body) throws IOException {
    byte[] head = head(status, type, body.length);
    int sent = status == 304 || seen.method().equals("HEAD") ? 0 : body.length;
    byte[] all = new byte[head.length + sent];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, sent);
    raw().write(all);
    raw().flush();
  }

  /**
   * Sends a head and returns a stream for a body of unknown length. Closing it ends the body; an
   * answer whose stream is never closed breaks off, and the client can tell.
   */
  public OutputStream stream(int status, String type) throws IOException {
    header("Transfer-Encoding", "chunked");
    raw().write(headOf(status, type, ""));
    close = true;
    OutputStream out = raw();
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0) {
          byte[] size = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
          byte[] chunk = new byte[size.length + length + 2];
          System.arraycopy(size, 0, chunk, 0, size.length);
          System.arraycopy(bytes, offset, chunk, size.length, length);
          chunk[chunk.length - 2] = '\r';
          chunk[chunk.length - 1] = '\n';
          out.write(chunk);
        }
      }

      @Override
      public void close() throws IOException {
        if (close) {
          out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          close = false;
        }
      }
    };
  }

  /** Returns the head of an answer; a length below 0 announces none and closes afterwards. */
  public byte[] head(int status, String type, long length) {
    close = length < 0;
    return headOf(
        status, type, close ? "Connection: close\r\n" : "Content-Length: " + length + "\r\n");
  }

  private byte[] headOf(int status, String type, String framing) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n");
    head.append("Content-Type: ").append(type).append("\r\n").append(framing);
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

  /** Ends the connection in good order once the route is done, whatever was announced. */
  public void breakOff() {
    close = true;
  }

  boolean closes() {
    return close;
  }
}

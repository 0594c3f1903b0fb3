package io.millrace.benchmarks.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A connection that is kept: one request after the other, each answer read to its end. */
final class Connection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = (int) TimeUnit.SECONDS.toMillis(60);
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(ISO_8859_1);
  private static final String LENGTH = "content-length: ";

  private final Socket socket = new Socket();
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[256 << 10];
  private int length;
  private long firstEventAt;

  Connection(InetSocketAddress address) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(address);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /** Sends a request and returns its answer, head and all. */
  String call(byte[] request) throws IOException {
    out.write(request);
    length = 0;
    firstEventAt = 0;
    int end = -1;
    boolean chunked = false;
    while (length < buffer.length) {
      int count = in.read(buffer, length, buffer.length - length);
      if (count < 0) {
        throw new IOException("The server closed the connection");
      }
      length += count;
      if (end < 0 && !chunked) {
        String head = new String(buffer, 0, Math.min(length, 2_000), ISO_8859_1);
        int body = head.indexOf("\r\n\r\n") + 4;
        int at = body < 4 ? -1 : head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        chunked = body >= 4 && (at < 0 || at > body);
        if (body >= 4 && !chunked) {
          end = body + Integer.parseInt(head, at + LENGTH.length(), head.indexOf('\r', at), 10);
        }
      }
      if (chunked && firstEventAt == 0 && text().contains("data: ")) {
        firstEventAt = System.nanoTime();
      }
      if (length == end || (chunked && endsWithLastChunk())) {
        return text();
      }
    }
    throw new IOException("The answer is too long");
  }

  private boolean endsWithLastChunk() {
    for (int i = 0; i < LAST_CHUNK.length; i++) {
      if (length < LAST_CHUNK.length || buffer[length - LAST_CHUNK.length + i] != LAST_CHUNK[i]) {
        return false;
      }
    }
    return true;
  }

  private String text() {
    return new String(buffer, 0, length, ISO_8859_1);
  }

  /** Returns when the first event of the last answer came, as {@link System#nanoTime}. */
  long firstEventAt() {
    return firstEventAt;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package io.millrace.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;

/** A connection on which a test writes what it likes. */
final class Wire implements AutoCloseable {
  private final Socket socket;

  Wire(MillraceServer server) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(Math.toIntExact(Duration.ofMinutes(2).toMillis()));
  }

  /** Writes and reads all that is answered. */
  static String exchange(MillraceServer server, String request) throws IOException {
    try (Wire wire = new Wire(server)) {
      wire.send(request);
      return wire.rest();
    }
  }

  void send(String text) throws IOException {
    send(text.getBytes(UTF_8));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /**
   * Writes one byte after the other and lets something happen after each, until there is an answer
   * or the server has closed the connection.
   */
  void drip(String text, Runnable meanwhile) throws IOException {
    for (byte one : text.getBytes(UTF_8)) {
      try {
        send(new byte[] {one});
      } catch (SocketException closed) {
        return;
      }
      meanwhile.run();
      if (socket.getInputStream().available() > 0) {
        return;
      }
    }
  }

  /** Returns so many bytes. */
  String read(int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), UTF_8);
  }

  /**
   * Returns all that still comes. A server that closes before it has read everything resets the
   * connection, which says no more than its end.
   */
  String rest() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] some = new byte[8_192];
    try {
      for (int read = socket.getInputStream().read(some);
          read >= 0;
          read = socket.getInputStream().read(some)) {
        all.write(some, 0, read);
      }
    } catch (SocketException reset) {
      // what came before it counts
    }
    return all.toString(UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

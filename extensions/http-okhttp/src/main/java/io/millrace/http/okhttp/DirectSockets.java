package io.millrace.http.okhttp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets that lead where they are connected to. Those of the JDK's own factory ask the JVM for a
 * SOCKS proxy first, which would take a call past the address that the egress gate returned.
 */
final class DirectSockets extends SocketFactory {

  @Override
  public Socket createSocket() {
    return new Socket(Proxy.NO_PROXY);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(createSocket(), new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(createSocket(), new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(bound(from, fromPort), new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(bound(from, fromPort), new InetSocketAddress(host, port));
  }

  private Socket bound(InetAddress from, int port) throws IOException {
    Socket socket = createSocket();
    socket.bind(new InetSocketAddress(from, port));
    return socket;
  }

  private static Socket connected(Socket socket, InetSocketAddress address) throws IOException {
    try {
      socket.connect(address);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}

package io.millrace.testkit.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableListMultimap;
import io.millrace.http.EgressGate;
import io.millrace.http.HttpBody;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import io.millrace.http.HttpTransport;
import io.millrace.http.HttpTransportProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;

/** As little of an HTTP client as keeps the contract: HTTP/1.1 over a socket for each call. */
final class PlainTransport implements HttpTransport {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final EgressGate gate;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private PlainTransport(EgressGate gate) {
    this.gate = gate;
  }

  static HttpTransportProvider provider() {
    return new HttpTransportProvider() {
      @Override
      public String id() {
        return "plain";
      }

      @Override
      public HttpTransport open(EgressGate gate) {
        return Planted.in(HttpTransport.class, new PlainTransport(gate));
      }
    };
  }

  @Override
  public HttpReply send(HttpCall call) throws IOException {
    URI uri = call.uri();
    for (int redirects = 0; ; redirects++) {
      Answer answer = exchange(call, uri);
      String location = answer.headers().get("location").stream().findFirst().orElse("");
      if (call.maxRedirects() == 0 || !REDIRECTS.contains(answer.status())) {
        return Planted.in(HttpReply.class, answer);
      }
      if (redirects == call.maxRedirects()) {
        throw new IOException("More than " + redirects + " redirects");
      }
      uri = uri.resolve(location);
    }
  }

  private Answer exchange(HttpCall call, URI uri) throws IOException {
    if (uri.getHost() == null) {
      throw new IOException("No host in " + uri);
    }
    long end = System.nanoTime() + call.timeout().toNanos();
    try (Socket socket = SocketChannel.open().socket()) { // its reads notice interrupts
      open.add(socket);
      int port = uri.getPort() < 0 ? 80 : uri.getPort();
      socket.connect(
          new InetSocketAddress(gate.resolve(uri.getHost()).get(0), port),
          (int) call.connectTimeout().toMillis());
      socket.setSoTimeout((int) Math.min(call.idleTimeout().toMillis(), call.timeout().toMillis()));
      write(call, uri, socket.getOutputStream());
      return read(call, uri, new Timed(socket.getInputStream(), end));
    } finally {
      open.removeIf(Socket::isClosed);
    }
  }

  private static void write(HttpCall call, URI uri, OutputStream out) throws IOException {
    HttpBody content = call.body();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    StringBuilder head = new StringBuilder(call.method()).append(' ').append(uri.getRawPath());
    head.append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(uri.getRawAuthority()).append("\r\nConnection: close\r\n");
    boolean sameOrigin = uri.getRawAuthority().equals(call.uri().getRawAuthority());
    call.headers()
        .forEach(
            (name, value) -> {
              boolean secret = Set.of("authorization", "cookie").contains(Ascii.toLowerCase(name));
              if (sameOrigin || !secret) {
                head.append(name).append(": ").append(value).append("\r\n");
              }
            });
    if (content != null) {
      content.writeTo(body);
      head.append("Content-Type: ").append(content.contentType()).append("\r\n");
      head.append("Content-Length: ").append(body.size()).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
    out.write(body.toByteArray());
  }

  private static Answer read(HttpCall call, URI uri, InputStream in) throws IOException {
    List<String> first = Splitter.on(' ').limit(3).splitToList(line(in));
    ImmutableListMultimap.Builder<String, String> headers = ImmutableListMultimap.builder();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(Ascii.toLowerCase(line.substring(0, colon)), line.substring(colon + 1).strip());
    }
    ImmutableListMultimap<String, String> all = headers.build();
    byte[] body = body(all, in);
    boolean packed = all.containsEntry("content-encoding", "gzip");
    boolean unpack = packed && !call.headers().containsKey("Accept-Encoding");
    if (unpack) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    return new Answer(
        Integer.parseInt(first.get(1)),
        uri,
        all,
        unpack ? -1 : body.length,
        new ByteArrayInputStream(body));
  }

  private static byte[] body(ImmutableListMultimap<String, String> headers, InputStream in)
      throws IOException {
    List<String> length = headers.get("content-length");
    if (length.isEmpty()) {
      return in.readAllBytes();
    }
    byte[] body = in.readNBytes(Integer.parseInt(length.get(0)));
    if (body.length < Integer.parseInt(length.get(0))) {
      throw new EOFException("The answer broke off");
    }
    return body;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The answer broke off");
      }
      line.append(c == '\r' ? "" : String.valueOf((char) c));
    }
    return line.toString();
  }

  @Override
  public void close() {
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is closed all the same.
      }
    }
  }

  private record Answer(
      int status,
      URI uri,
      ImmutableListMultimap<String, String> headers,
      long contentLength,
      InputStream body)
      implements HttpReply {
    @Override
    public String protocol() {
      return "http/1.1";
    }

    @Override
    public void close() {}
  }

  /** Fails once the call's time is over. */
  private static final class Timed extends InputStream {
    private final InputStream in;
    private final long end;

    Timed(InputStream in, long end) {
      this.in = in;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      if (System.nanoTime() > end) {
        throw new IOException("The call took too long");
      }
      return in.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int first = length == 0 ? 0 : read();
      if (first < 0 || length == 0) {
        return first;
      }
      into[offset] = (byte) first;
      return 1;
    }
  }
}

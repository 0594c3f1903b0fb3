package io.millrace.benchmarks.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** Many clients that upload at once, on one thread: each sends a little whenever it can. */
final class UploadClients implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final Selector selector = Selector.open();
  private final Requests requests;
  private final ByteBuffer content;
  private final ByteBuffer answer = ByteBuffer.allocate(64 << 10);
  private int stored;
  private int ended;

  /** One client: what it still has to send. */
  private static final class Client {
    private final ByteBuffer[] parts;

    Client(ByteBuffer... parts) {
      this.parts = parts;
    }

    boolean isSent() {
      return !parts[parts.length - 1].hasRemaining();
    }
  }

  UploadClients(Requests requests, int bytes) throws IOException {
    this.requests = requests;
    this.content = ByteBuffer.allocateDirect(bytes);
  }

  /** Uploads so many files at once, and returns how many of them were stored. */
  int upload(InetSocketAddress address, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      SocketChannel channel = SocketChannel.open(address);
      channel.configureBlocking(false);
      channel.register(
          selector,
          SelectionKey.OP_WRITE,
          new Client(
              ByteBuffer.wrap(requests.uploadHead(content.capacity())),
              content.duplicate(),
              ByteBuffer.wrap(requests.uploadTail())));
    }
    long begun = System.nanoTime();
    while (ended < count) {
      if (System.nanoTime() - begun > PATIENCE_NANOS) {
        throw new IOException("Of %d uploads %d have ended".formatted(count, ended));
      }
      selector.select(this::serve, 100);
    }
    return stored;
  }

  private void serve(SelectionKey key) {
    try {
      if (key.isWritable()) {
        write(key);
      } else {
        read(key);
      }
    } catch (IOException e) {
      ended++;
      key.cancel();
    }
  }

  private static void write(SelectionKey key) throws IOException {
    Client client = (Client) key.attachment();
    ((SocketChannel) key.channel()).write(client.parts);
    if (client.isSent()) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private void read(SelectionKey key) throws IOException {
    answer.clear();
    if (((SocketChannel) key.channel()).read(answer) > 0) {
      String text = UTF_8.decode(answer.flip()).toString();
      stored += text.startsWith("HTTP/1.1 201") ? 1 : 0;
    }
    ended++;
    key.channel().close();
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}

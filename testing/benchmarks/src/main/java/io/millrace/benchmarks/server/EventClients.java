package io.millrace.benchmarks.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** Many clients that read streams of events, on one thread. */
final class EventClients implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
  private final List<Client> clients = new ArrayList<>();

  /** One client and what it has seen. */
  private static final class Client {
    private final EventReader events = new EventReader(0);
    private boolean ended;
  }

  EventClients() throws IOException {}

  /** Connects, and sends each its request. */
  void connect(InetSocketAddress address, int count, IntFunction<byte[]> requests)
      throws IOException {
    for (int i = 0; i < count; i++) {
      SocketChannel channel = SocketChannel.open(address);
      ByteBuffer request = ByteBuffer.wrap(requests.apply(i));
      while (request.hasRemaining()) {
        channel.write(request);
      }
      channel.configureBlocking(false);
      Client client = new Client();
      clients.add(client);
      channel.register(selector, SelectionKey.OP_READ, client);
    }
  }

  /** Reads until something is so. */
  void readUntil(BooleanSupplier enough) throws IOException {
    long begun = System.nanoTime();
    while (!enough.getAsBoolean()) {
      if (System.nanoTime() - begun > PATIENCE_NANOS) {
        throw new IOException("Not there in three minutes: " + this);
      }
      selector.select(this::read, 100);
    }
  }

  private void read(SelectionKey key) {
    Client client = (Client) key.attachment();
    SocketChannel channel = (SocketChannel) key.channel();
    try {
      buffer.clear();
      if (channel.read(buffer) < 0) {
        client.ended = true;
        channel.close();
      }
      client.events.take(buffer.flip());
    } catch (IOException e) {
      client.ended = true;
      key.cancel();
    }
  }

  boolean allBegan() {
    return clients.stream().allMatch(client -> client.events.count() > 0);
  }

  boolean allEnded() {
    return clients.stream().allMatch(client -> client.ended);
  }

  long events() {
    return clients.stream().mapToLong(client -> client.events.count()).sum();
  }

  /** Returns how many have not seen all events in order. */
  long incomplete(int events) {
    return clients.stream().filter(client -> !client.events.isComplete(events)).count();
  }

  @Override
  public String toString() {
    return "%d clients, %d events, %d ended"
        .formatted(
            clients.size(), events(), clients.stream().filter(client -> client.ended).count());
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}

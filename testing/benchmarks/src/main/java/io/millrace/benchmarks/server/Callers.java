package io.millrace.benchmarks.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Clients on kept connections, one thread each: as fast as they are answered, or at a pace. */
final class Callers implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final InetSocketAddress address;
  private final IntFunction<byte[]> requests;
  private final AtomicInteger next = new AtomicInteger();

  Callers(InetSocketAddress address, IntFunction<byte[]> requests) {
    this.address = address;
    this.requests = requests;
  }

  /** Returns how many runs a second succeed, with so many clients at once. */
  double perSecond(int clients, double seconds) throws Exception {
    long begun = System.nanoTime();
    long end = begun + (long) (seconds * 1e9);
    List<Future<Integer>> counts = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      counts.add(threads.submit(() -> callUntil(end)));
    }
    int all = 0;
    for (Future<Integer> count : counts) {
      all += count.get();
    }
    return all / ((System.nanoTime() - begun) / 1e9);
  }

  private int callUntil(long end) throws IOException {
    int count = 0;
    try (Connection connection = new Connection(address)) {
      while (System.nanoTime() < end) {
        require(connection.call(requests.apply(next.getAndIncrement())));
        count++;
      }
    }
    return count;
  }

  private static void require(String answer) throws IOException {
    if (!answer.startsWith("HTTP/1.1 200") || !answer.contains("\"status\":\"succeeded\"")) {
      throw new IOException(answer);
    }
  }

  /**
   * Returns after how many milliseconds each first event came, counted from when its request was
   * due: a server that falls behind does not get fewer requests.
   */
  List<Double> firstEventMillis(int clients, double perSecond, double seconds)
      throws InterruptedException, ExecutionException {
    int calls = (int) Math.max(1, perSecond * seconds);
    long begun = System.nanoTime();
    AtomicInteger turn = new AtomicInteger();
    List<Future<List<Double>>> all = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      all.add(threads.submit(() -> paced(turn, calls, begun, 1e9 / perSecond)));
    }
    List<Double> millis = new ArrayList<>();
    for (Future<List<Double>> some : all) {
      millis.addAll(some.get());
    }
    return millis;
  }

  private List<Double> paced(AtomicInteger turn, int calls, long begun, double apartNanos)
      throws IOException {
    List<Double> millis = new ArrayList<>();
    try (Connection connection = new Connection(address)) {
      for (int i = turn.getAndIncrement(); i < calls; i = turn.getAndIncrement()) {
        long due = begun + (long) (i * apartNanos);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        require(connection.call(requests.apply(next.getAndIncrement())));
        millis.add((connection.firstEventAt() - due) / 1e6);
      }
    }
    return millis;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

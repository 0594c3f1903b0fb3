package io.millrace.benchmarks.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Clients that behave well and badly: some read to the end, others vanish, stall and come back. */
final class SoakClients {
  private static final int PATIENCE_MILLIS = (int) TimeUnit.SECONDS.toMillis(90);
  private static final int SMALL_WINDOW = 4 << 10;
  private static final int UPLOAD_BYTES = 1 << 20;
  private static final int MOST_PROBLEMS = 5;

  private final ServerProcess server;
  private final Requests requests;
  private final int eventsOfRun;
  private final Random random;
  private final AtomicLong visits = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();

  /**
   * @param events of a run of the long pipeline
   */
  SoakClients(ServerProcess server, int events, long seed) {
    this.server = server;
    this.eventsOfRun = events;
    this.requests = new Requests(server);
    this.random = new Random(seed);
  }

  /** What a client does on one visit. */
  private interface Visit {
    void pay() throws IOException;
  }

  /** Visits until a time has come. */
  void visitUntil(long end) {
    List<Visit> kinds =
        List.of(
            this::readToTheEnd,
            this::vanish,
            this::stallAndReadOn,
            this::stallAndVanish,
            this::comeBack,
            this::leaveBeforeTheAnswer,
            this::cutOffUpload,
            this::cutOffHead);
    while (System.nanoTime() < end) {
      try {
        kinds.get(random.nextInt(kinds.size())).pay();
      } catch (IOException | RuntimeException e) {
        failures.incrementAndGet();
        if (problems.size() < MOST_PROBLEMS) {
          problems.add(e.toString());
        }
      }
      visits.incrementAndGet();
    }
  }

  long visits() {
    return visits.get();
  }

  /** Returns how many visits went otherwise than they should. */
  long failures() {
    return failures.get();
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  private Socket connect(int window) throws IOException {
    Socket socket = new Socket();
    if (window > 0) {
      socket.setReceiveBufferSize(window);
    }
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(server.address());
    return socket;
  }

  private byte[] stream(boolean published) {
    return requests.run("1.0", "long", random.nextInt(1_000), published, "streaming");
  }

  private void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(2_800)));
  }

  private void readToTheEnd() throws IOException {
    try (Socket socket = connect(0)) {
      socket.getOutputStream().write(stream(random.nextBoolean()));
      require(read(socket.getInputStream(), new EventReader(0), Integer.MAX_VALUE), eventsOfRun);
    }
  }

  private void vanish() throws IOException {
    try (Socket socket = connect(0)) {
      socket.getOutputStream().write(stream(random.nextBoolean()));
      read(socket.getInputStream(), new EventReader(0), random.nextInt(20));
      socket.setSoLinger(random.nextBoolean(), 0);
    }
  }

  private void stallAndReadOn() throws IOException {
    try (Socket socket = connect(SMALL_WINDOW)) {
      socket.getOutputStream().write(stream(random.nextBoolean()));
      EventReader events = read(socket.getInputStream(), new EventReader(0), 2);
      pause();
      require(read(socket.getInputStream(), events, Integer.MAX_VALUE), eventsOfRun);
    }
  }

  private void stallAndVanish() throws IOException {
    try (Socket socket = connect(SMALL_WINDOW)) {
      socket.getOutputStream().write(stream(random.nextBoolean()));
      pause();
    }
  }

  private void comeBack() throws IOException {
    EventReader events = new EventReader(0);
    try (Socket socket = connect(0)) {
      socket.getOutputStream().write(stream(true));
      read(socket.getInputStream(), events, 5 + random.nextInt(20));
    }
    String run = events.run();
    if (run == null) {
      throw new IOException("A stream began without the id of its run");
    }
    try (Socket socket = connect(0)) {
      socket.getOutputStream().write(requests.replay("long", run, events.last()));
      require(
          read(socket.getInputStream(), new EventReader(events.last()), Integer.MAX_VALUE),
          eventsOfRun - events.count());
    }
  }

  private void leaveBeforeTheAnswer() throws IOException {
    try (Socket socket = connect(0)) {
      socket.getOutputStream().write(requests.run("1.1", "long", 0, false, "blocking"));
    }
  }

  private void cutOffUpload() throws IOException {
    try (Socket socket = connect(0)) {
      socket.getOutputStream().write(requests.uploadHead(UPLOAD_BYTES));
      socket.getOutputStream().write(new byte[random.nextInt(UPLOAD_BYTES)]);
    }
  }

  private void cutOffHead() throws IOException {
    try (Socket socket = connect(0)) {
      socket.getOutputStream().write("POST /v1/datasets HTTP/1.1\r\nHost: ".getBytes(ISO_8859_1));
    }
  }

  private static EventReader read(InputStream in, EventReader events, int enough)
      throws IOException {
    byte[] some = new byte[8 << 10];
    while (events.count() < enough) {
      int count = in.read(some);
      if (count < 0) {
        break;
      }
      events.take(ByteBuffer.wrap(some, 0, count));
    }
    return events;
  }

  private static void require(EventReader events, int wanted) throws IOException {
    if (!events.isComplete(wanted)) {
      throw new IOException(
          "A stream had %d events of %d, the last %d"
              .formatted(events.count(), wanted, events.last()));
    }
  }

  /** Waits until nothing is under way on the server. */
  void awaitQuiet() throws IOException {
    long begun = System.nanoTime();
    while (true) {
      try (Socket socket = connect(0)) {
        socket.getOutputStream().write(requests.metrics());
        String metrics = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        if (metrics.contains("millrace_runs_under_way 0")
            && metrics.contains("millrace_sse_streams 0")
            && metrics.contains("millrace_http_connections 1\n")) {
          return;
        }
        if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(120)) {
          throw new IOException("The server is not quiet after two minutes: " + metrics);
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }
}

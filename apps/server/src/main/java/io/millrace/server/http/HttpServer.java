package io.millrace.server.http;

import com.google.common.collect.ImmutableList;
import io.millrace.error.MillraceException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty, set up for this API. */
public final class HttpServer {
  private static final int MAX_THREADS = 64;

  private final Server server;
  private final ServerConnector connector;
  private final GracefulHandler graceful;
  private final Heartbeat heartbeat;
  private final ConnectionWatch connections;

  /**
   * Makes a server that does not listen yet.
   *
   * @param pingInterval between two pings of a stream
   */
  public HttpServer(
      List<Route> routes,
      Gate gate,
      DatasetGuard datasets,
      HttpLimits limits,
      Duration pingInterval,
      Traffic traffic,
      String host,
      int port) {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 4);
    threads.setName("millrace-http");
    threads.setDaemon(true);
    server = new Server(threads);
    connections = new ConnectionWatch(limits.headTimeout());
    heartbeat = new Heartbeat(pingInterval, connections);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(limits.idleTimeout().toMillis());
    connector.setAcceptQueueSize(1_024);
    connector.addBean(connections);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(limits.maxConnections(), connector));
    server.setErrorHandler(new ErrorPage());
    server.setRequestLog(new AccessLog());
    server.setStopAtShutdown(false);
    graceful =
        new GracefulHandler(
            new ApiHandler(
                new RouteTable(ImmutableList.copyOf(routes)),
                gate,
                datasets,
                limits,
                heartbeat,
                connections,
                traffic));
    server.setHandler(graceful);
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendXPoweredBy(false);
    configuration.setRequestHeaderSize(HttpLimits.MAX_HEADER_BYTES);
    configuration.setOutputBufferSize(16 << 10);
    configuration.setUriCompliance(UriCompliance.DEFAULT);
    return configuration;
  }

  /**
   * Begins to listen and returns the port.
   *
   * @throws MillraceException if the port is taken or may not be used
   */
  public int start() {
    try {
      server.start();
      return connector.getLocalPort();
    } catch (Exception e) {
      stop();
      throw new MillraceException(
          "Cannot listen on %s:%d: %s. Choose another port, or 0 for any that is free"
              .formatted(connector.getHost(), connector.getPort(), rootOf(e).getMessage()),
          e);
    }
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Returns threads for work that may block for a moment. */
  public Executor threads() {
    return server.getThreadPool();
  }

  /** Returns how many requests are being answered. */
  public long requestsUnderWay() {
    return graceful.getCurrentRequestCount();
  }

  /** Returns how many streams of events are open. */
  public int openStreams() {
    return heartbeat.openStreams();
  }

  /** Returns how many connections are open. */
  public int openConnections() {
    return connections.open();
  }

  /** Answers 503 from now on; completes when requests under way are answered. */
  public CompletableFuture<Void> refuseNewRequests() {
    return graceful.shutdown();
  }

  /** Cuts what is left and gives everything back; see {@link #refuseNewRequests}. */
  public void stop() {
    try {
      server.setStopTimeout(0);
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new MillraceException("The HTTP server did not stop cleanly", e);
    } finally {
      heartbeat.close();
      awaitThreads();
    }
  }

  private void awaitThreads() {
    try {
      var unused = heartbeat.timer().awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.millrace.server.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;

/**
 * Closes connections on which a request's head does not arrive in time, however many single bytes
 * of it do: Jetty's idle time-out begins anew with each byte.
 */
final class ConnectionWatch implements Connection.Listener {
  private static final long BUSY = Long.MAX_VALUE;

  private final long headNanos;

  /** Since when a connection has been waiting for a request, or {@link #BUSY}. */
  private final Map<Connection, Long> waitingSince = new ConcurrentHashMap<>();

  ConnectionWatch(Duration headTimeout) {
    this.headNanos = headTimeout.toNanos();
  }

  @Override
  public void onOpened(Connection connection) {
    waitingSince.put(connection, System.nanoTime());
  }

  @Override
  public void onClosed(Connection connection) {
    waitingSince.remove(connection);
  }

  /** Says that a request's head has arrived. */
  void busy(Request request) {
    waitingSince.replace(request.getConnectionMetaData().getConnection(), BUSY);
  }

  /** Says that a request was answered. */
  void idle(Request request) {
    waitingSince.replace(request.getConnectionMetaData().getConnection(), System.nanoTime());
  }

  void closeLate(long now) {
    waitingSince.forEach(
        (connection, since) -> {
          if (since != BUSY && now - since > headNanos) {
            connection.getEndPoint().close(); // without an answer to half a request
          }
        });
  }

  int open() {
    return waitingSince.size();
  }
}

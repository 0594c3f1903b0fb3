package io.millrace.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a client has closed its connection while it waits for an answer. Nothing is read
 * from a connection then, so that nobody else would see it before something is sent.
 *
 * <p>A client that sends its next request before it has this answer loses that request and its
 * connection: one byte is read to tell data from the end.
 */
final class ClientWatch implements Callback {
  private final AbstractEndPoint connection;
  private final Runnable gone;

  // guarded by this
  private boolean waiting;
  private boolean ended;
  private boolean tookFromNext;

  private ClientWatch(AbstractEndPoint connection, Runnable gone) {
    this.connection = connection;
    this.gone = gone;
  }

  /**
   * Watches the client of a request that has been read to its end; nothing of the answer may be on
   * its way yet.
   *
   * @param gone called once, on a thread of the server, if the client leaves before {@link #end}
   */
  static ClientWatch of(Request request, Runnable gone) {
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    ClientWatch watch = new ClientWatch((AbstractEndPoint) endPoint, gone);
    watch.waitForMore();
    return watch;
  }

  /**
   * Stops watching; must be called before the end of the answer is written, because the client may
   * send its next request then.
   */
  void end() {
    boolean wasWaiting;
    synchronized (this) {
      wasWaiting = waiting;
      waiting = false;
      ended = true;
    }
    if (wasWaiting) {
      connection.getFillInterest().onFail(new IOException("The answer is there"));
    }
  }

  /** Returns whether the connection cannot be used for a further request. */
  synchronized boolean spoiled() {
    return tookFromNext;
  }

  private synchronized void waitForMore() {
    waiting = !ended && connection.tryFillInterested(this);
  }

  @Override
  public InvocationType getInvocationType() {
    return Invocable.InvocationType.BLOCKING; // what is told may do more than a moment's work
  }

  @Override
  public void succeeded() {
    boolean left;
    synchronized (this) {
      waiting = false;
      if (ended) {
        return;
      }
      int read = readOne();
      tookFromNext = read > 0;
      left = read < 0;
      ended = read != 0;
      waitForMore();
    }
    if (left) {
      gone.run();
    }
  }

  private int readOne() {
    ByteBuffer one = ByteBuffer.allocate(1);
    one.limit(0); // as fill wants it: nothing to be read yet
    try {
      return connection.fill(one);
    } catch (IOException e) {
      return -1; // reset
    }
  }

  @Override
  public void failed(@Nullable Throwable reason) {
    boolean left;
    synchronized (this) {
      waiting = false;
      left = !ended && !(reason instanceof TimeoutException);
      ended |= left;
      waitForMore();
    }
    if (left) {
      gone.run();
    }
  }
}

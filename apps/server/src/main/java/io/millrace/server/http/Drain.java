package io.millrace.server.http;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Throws away what a client still sends after it was refused: closing at once would reset the
 * connection, and a client that writes everything before it reads would never see the answer. It
 * ends with the body, after so many bytes, or after a time.
 */
final class Drain implements Runnable {
  private static final long MOST_BYTES = 256L << 20;
  private static final int MOST_READ_AT_ONCE = 16;

  private final Request request;
  private final Callback done;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final ScheduledFuture<?> late;
  private long left = MOST_BYTES;

  private Drain(Request request, ScheduledExecutorService timer, long millis, Callback done) {
    this.request = request;
    this.done = done;
    this.late =
        timer.schedule(
            () -> request.fail(new TimeoutException("The body did not end in time")),
            millis,
            TimeUnit.MILLISECONDS);
  }

  /**
   * Returns whether the client sends more that is worth waiting for; what is there already is
   * thrown away. A client that waits to be told to go on sends nothing more.
   */
  static boolean isNeeded(Request request) {
    if (request.getLength() == 0 || request.getHeaders().contains(HttpHeader.EXPECT)) {
      return false;
    }
    for (int i = 0; i < MOST_READ_AT_ONCE; i++) {
      Content.@Nullable Chunk chunk = request.read();
      if (chunk == null) {
        return true;
      }
      boolean last = chunk.isLast() || Content.Chunk.isFailure(chunk);
      chunk.release();
      if (last) {
        return false;
      }
    }
    return true;
  }

  /** Throws away the rest of a request's body, then completes {@code done}. */
  static void start(Request request, ScheduledExecutorService timer, long millis, Callback done) {
    new Drain(request, timer, millis, done).run();
  }

  @Override
  public void run() {
    while (left > 0) {
      Content.@Nullable Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      left -= chunk.remaining();
      boolean last = chunk.isLast() || Content.Chunk.isFailure(chunk);
      chunk.release();
      if (last) {
        break;
      }
    }
    end();
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      late.cancel(false);
      done.succeeded();
    }
  }
}

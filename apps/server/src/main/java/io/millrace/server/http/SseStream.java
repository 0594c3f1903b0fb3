package io.millrace.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * One stream of server-sent events on its way to a client. No thread waits for the client: what
 * cannot be sent yet is queued, and whoever feeds the stream stops while it is {@link #isFull} and
 * goes on when told.
 */
public final class SseStream {
  /** How much is queued before the stream is full; one more event may come on top. */
  static final int FULL = 64 << 10;

  private static final byte[] PING = "event: ping\n\n".getBytes(UTF_8);

  private final Request request;
  private final Response response;
  private final Callback done;
  private final Consumer<SseStream> ended;
  private volatile @Nullable ClientWatch watch;
  private final Writer writer = new Writer();
  private final ByteArrayOutputStream queued = new ByteArrayOutputStream();

  // guarded by queued
  private boolean committed;
  private boolean finishing;
  private boolean over;
  private boolean pings;
  private @Nullable Runnable drained;
  private @Nullable Runnable gone;
  private boolean writing;

  /**
   * @param ended called once, when nothing more is sent, for whatever reason
   */
  SseStream(Request request, Response response, Callback done, Consumer<SseStream> ended) {
    this.request = request;
    this.response = response;
    this.done = done;
    this.ended = ended;
  }

  /** Sends a ping every ten seconds from now on. */
  public void keepAlive() {
    synchronized (queued) {
      pings = true;
    }
  }

  /**
   * Ends the stream as soon as the client closes its connection, or its side of it, not only when
   * something cannot be sent; called before anything is.
   */
  void watchClient() {
    watch = ClientWatch.of(request, () -> abort(new EofException("The client has gone")));
  }

  /** Returns whether something is on its way that the client has not taken. */
  boolean isWriting() {
    synchronized (queued) {
      return writing;
    }
  }

  /** Sets what is called whenever the stream is no longer full, on the thread that wrote. */
  public void onDrained(Runnable action) {
    synchronized (queued) {
      drained = action;
    }
  }

  /** Sets what is called when the client has gone before the end; at once if it has already. */
  public void onGone(Runnable action) {
    boolean late;
    synchronized (queued) {
      gone = action;
      late = over && !finishing;
    }
    if (late) {
      action.run();
    }
  }

  /** Returns whether enough is queued for now. */
  public boolean isFull() {
    synchronized (queued) {
      return !over && queued.size() >= FULL;
    }
  }

  /** Sends text as it is; nothing after the end. */
  public void send(String frames) {
    send(frames.getBytes(UTF_8));
  }

  private void send(byte[] frames) {
    synchronized (queued) {
      if (over || finishing) {
        return;
      }
      queued.writeBytes(frames);
    }
    writer.iterate();
  }

  /** Sends what is queued and ends the answer. */
  public void finish() {
    synchronized (queued) {
      finishing = true;
    }
    writer.iterate();
  }

  /** Cuts the connection: the client must not take what it has for the whole. */
  public void abort(Throwable reason) {
    writer.abort(reason);
  }

  /** Sends the head and whatever is there. */
  void open() {
    writer.iterate();
  }

  /** Sends a ping, unless there is something else on its way. */
  void ping() {
    synchronized (queued) {
      if (!pings || queued.size() > 0) {
        return;
      }
    }
    send(PING);
  }

  private void unwatch() {
    ClientWatch watching = watch;
    if (watching != null) {
      watching.end();
    }
  }

  private final class Writer extends IteratingCallback {
    private boolean last;

    @Override
    protected Action process() {
      if (last) {
        return Action.SUCCEEDED;
      }
      ByteBuffer next;
      synchronized (queued) {
        if (queued.size() == 0 && !finishing && committed) {
          return Action.IDLE;
        }
        next = ByteBuffer.wrap(queued.toByteArray());
        queued.reset();
        last = finishing;
        committed = true;
        writing = true;
      }
      if (last) {
        unwatch(); // once it has the end, the client may send its next request
      }
      response.write(last, next, this);
      return Action.SCHEDULED;
    }

    @Override
    protected void onSuccess() {
      Runnable action;
      synchronized (queued) {
        writing = false;
        action = queued.size() < FULL ? drained : null;
      }
      if (action != null) {
        action.run();
      }
    }

    @Override
    protected void onCompleteSuccess() {
      synchronized (queued) {
        over = true;
      }
      ended.accept(SseStream.this);
      done.succeeded();
      ClientWatch watching = watch;
      if (watching != null && watching.spoiled()) {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
      }
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
      unwatch();
      Runnable action;
      synchronized (queued) {
        over = true;
        queued.reset();
        action = finishing ? null : gone;
      }
      ended.accept(SseStream.this);
      if (action != null) {
        action.run();
      }
      done.failed(cause);
    }
  }
}

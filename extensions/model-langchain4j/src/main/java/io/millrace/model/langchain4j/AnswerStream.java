package io.millrace.model.langchain4j;

import io.millrace.model.ModelCall;
import io.millrace.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, read on the thread that asked. Given up when the server is silent for too
 * long, when the call must end or is not wanted any more, or when the answer is too long. The next
 * piece is only asked for when the one before was read.
 */
final class AnswerStream extends InputStream implements HttpResponse.BodySubscriber<AnswerStream> {
  private static final long LOOK_MILLIS = 50;
  private static final Object END = new Object();

  private final Duration idle;
  private final ModelCall call;
  private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
  private final Queue<ByteBuffer> pieces = new ArrayDeque<>();
  private volatile Flow.@Nullable Subscription subscription;
  private @Nullable String reason;
  private boolean ended;
  private long length;

  AnswerStream(Duration idle, ModelCall call) {
    this.idle = idle;
    this.call = call;
  }

  @Override
  public CompletionStage<AnswerStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription opened) {
    subscription = opened;
    opened.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    arrived.add(buffers);
  }

  @Override
  public void onError(Throwable failure) {
    arrived.add(failure);
  }

  @Override
  public void onComplete() {
    arrived.add(END);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int from, int most) throws IOException {
    ByteBuffer piece = piece();
    if (piece == null) {
      return -1;
    }
    int read = Math.min(most, piece.remaining());
    piece.get(buffer, from, read);
    length += read;
    if (length > Exchange.MAX_ANSWER) {
      throw givenUp("answered with more than " + (Exchange.MAX_ANSWER >> 20) + " MiB");
    }
    return read;
  }

  /** Returns a piece with something left to read, or {@code null} at the end. */
  private @Nullable ByteBuffer piece() throws IOException {
    while (!ended) {
      while (!pieces.isEmpty() && !pieces.element().hasRemaining()) {
        pieces.remove();
      }
      if (!pieces.isEmpty()) {
        return pieces.element();
      }
      take(next());
    }
    return null;
  }

  private void take(Object event) throws IOException {
    if (event instanceof List<?> buffers) {
      buffers.forEach(buffer -> pieces.add((ByteBuffer) buffer));
      Flow.Subscription open = subscription;
      if (open != null) {
        open.request(1);
      }
    } else if (event instanceof Throwable failure) {
      throw new IOException(failure.getMessage(), failure);
    } else {
      ended = true;
    }
  }

  /** Waits for what comes next, now and then looking whether it is still worth waiting. */
  private Object next() throws IOException {
    long since = System.nanoTime();
    try {
      while (true) {
        Object event = arrived.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (call.cancelled()) {
          throw givenUp("was not listened to any more: the call was cancelled");
        } else if (call.left().isZero()) {
          throw givenUp("had not finished its answer when the call had to end");
        } else if (event != null) {
          return event;
        } else if (System.nanoTime() - since > idle.toNanos()) {
          throw givenUp("was silent for more than %.1f s".formatted(idle.toMillis() / 1e3));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw givenUp("was not listened to any more: the call was interrupted");
    }
  }

  private IOException givenUp(String why) {
    reason = why;
    close();
    return new IOException(why);
  }

  /** Returns what a failure to read means. */
  ModelException explained(Endpoint endpoint, IOException failure) {
    return reason == null
        ? ModelException.retriable(
            endpoint.name() + ": the answer broke off: " + failure.getMessage(), failure)
        : ModelException.retriable(endpoint.name() + " " + reason, failure);
  }

  @Override
  public void close() {
    Flow.Subscription open = subscription;
    if (open != null) {
      open.cancel();
    }
  }
}

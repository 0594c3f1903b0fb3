package io.millrace.model.langchain4j;

import io.millrace.model.ModelCall;
import io.millrace.model.ModelException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, given up when the server is silent for too long, when the call must end or
 * is not wanted any more, or when the answer is too long.
 */
final class Watch extends FilterInputStream {
  private static final long LOOK_MILLIS = 50;
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final Duration idle;
  private final ModelCall call;
  private final Thread reader = Thread.currentThread();
  private volatile long lastRead = System.nanoTime();
  private volatile @Nullable String reason;
  private @Nullable Future<?> looks;
  private long length;

  private Watch(InputStream body, Duration idle, ModelCall call) {
    super(body);
    this.idle = idle;
    this.call = call;
  }

  static Watch over(InputStream body, Duration idle, ModelCall call) {
    Watch watch = new Watch(body, idle, call);
    watch.looks =
        TIMER.scheduleWithFixedDelay(watch::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return watch;
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "millrace-model-watch");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  private void look() {
    if (System.nanoTime() - lastRead > idle.toNanos()) {
      giveUp("was silent for more than %.1f s".formatted(idle.toMillis() / 1e3));
    } else if (call.left().isZero()) {
      giveUp("had not finished its answer when the call had to end");
    } else if (call.cancelled() || reader.isInterrupted()) {
      giveUp("was not listened to any more: the call was cancelled");
    }
  }

  private void giveUp(String why) {
    if (reason == null) {
      reason = why;
    }
    try {
      super.close();
    } catch (IOException alreadyGone) {
      reason = why;
    }
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    count(one < 0 ? -1 : 1);
    return one;
  }

  @Override
  public int read(byte[] buffer, int from, int most) throws IOException {
    int read = super.read(buffer, from, most);
    count(read);
    return read;
  }

  private void count(int read) throws IOException {
    lastRead = System.nanoTime();
    if (read < 0 && reason != null) {
      throw new IOException("given up");
    }
    length += Math.max(0, read);
    if (length > Exchange.MAX_ANSWER) {
      reason = "answered with more than " + (Exchange.MAX_ANSWER >> 20) + " MiB";
      throw new IOException("too long");
    }
  }

  /** Returns what a failure to read means. */
  ModelException explained(Endpoint endpoint, IOException failure) {
    String why = reason;
    return why == null
        ? ModelException.retriable(
            endpoint.name() + ": the answer broke off: " + failure.getMessage(), failure)
        : ModelException.retriable(endpoint.name() + " " + why, failure);
  }

  @Override
  public void close() throws IOException {
    Future<?> scheduled = looks;
    if (scheduled != null) {
      scheduled.cancel(false);
    }
    super.close();
  }
}

package io.millrace.http.okhttp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import okhttp3.Call;

/**
 * Cancels a call when a thread that waits for it is interrupted. A socket does not notice that; it
 * would hold the thread until its own time is up.
 */
final class Interruption extends AbstractInterruptibleChannel {
  private final Call call;

  Interruption(Call call) {
    this.call = call;
  }

  /** What waits for the other side. */
  interface Waiting<T> {
    T get() throws IOException;
  }

  /**
   * Waits, unless and until the calling thread is interrupted; it then stays so.
   *
   * @throws InterruptedIOException if it is
   */
  <T> T during(Waiting<T> waiting) throws IOException {
    try {
      return watched(waiting);
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    }
  }

  /** Returns how a call says that it was interrupted. */
  static InterruptedIOException interrupted(Exception cause) {
    InterruptedIOException interrupted = new InterruptedIOException("The call was interrupted");
    interrupted.initCause(cause);
    return interrupted;
  }

  private <T> T watched(Waiting<T> waiting) throws IOException {
    boolean completed = false;
    begin();
    try {
      T result = waiting.get();
      completed = true;
      return result;
    } finally {
      end(completed);
    }
  }

  @Override
  protected void implCloseChannel() {
    call.cancel();
  }

  /** Returns a stream that waits for its bytes like this. */
  InputStream watching(InputStream bytes) {
    return new FilterInputStream(bytes) {
      @Override
      public int read() throws IOException {
        return during(in::read);
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return during(() -> in.read(into, offset, length));
      }

      @Override
      public long skip(long count) throws IOException {
        return during(() -> in.skip(count));
      }
    };
  }
}

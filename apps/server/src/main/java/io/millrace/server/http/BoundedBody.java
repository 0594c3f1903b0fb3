package io.millrace.server.http;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request's body up to a length. Whoever reads it may give up, or be told that it is too long,
 * while the request itself stays readable: see {@link Drain}.
 */
final class BoundedBody implements Content.Source {
  private final Request request;
  private final long most;
  private final ApiException tooLong;
  private long taken;
  private volatile @Nullable Throwable failure;

  BoundedBody(Request request, long most, ApiException tooLong) {
    this.request = request;
    this.most = most;
    this.tooLong = tooLong;
  }

  @Override
  public long getLength() {
    return request.getLength();
  }

  @Override
  public Content.@Nullable Chunk read() {
    Throwable failed = failure;
    if (failed != null) {
      return Content.Chunk.from(failed);
    }
    Content.Chunk chunk = request.read();
    if (chunk == null || Content.Chunk.isFailure(chunk)) {
      return chunk;
    }
    taken += chunk.remaining();
    if (taken > most) {
      chunk.release();
      failure = tooLong;
      return Content.Chunk.from(tooLong);
    }
    return chunk;
  }

  @Override
  public void demand(Runnable whenThere) {
    if (failure == null) {
      request.demand(whenThere);
    } else {
      whenThere.run();
    }
  }

  @Override
  public void fail(Throwable reason) {
    failure = reason;
  }
}

package io.millrace.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What an endpoint answers. */
public sealed interface Answer {

  /** Returns 200 with a JSON body. */
  static Answer ok(Object body) {
    return new Body(200, body);
  }

  /** Returns 204. */
  static Answer none() {
    return new Empty(204);
  }

  /** Returns {@code {"result": "success"}}. */
  static Answer success() {
    return ok(new Result("success"));
  }

  /** Returns what is known once a stage has completed; an exception is answered as if thrown. */
  static Answer later(CompletionStage<Answer> stage) {
    return new Later(stage, null);
  }

  /**
   * Returns what is known once a stage has completed.
   *
   * @param clientGone called if the client leaves before
   */
  static Answer later(CompletionStage<Answer> stage, Runnable clientGone) {
    return new Later(stage, clientGone);
  }

  /** What several endpoints answer when all went well. */
  record Result(String result) {}

  /** A value that is written as JSON. */
  record Body(int status, Object body) implements Answer {}

  /** A status alone. */
  record Empty(int status) implements Answer {}

  /** A text of another type than JSON. */
  record Text(int status, String contentType, String text) implements Answer {}

  /**
   * An answer that is not known yet; no thread waits for it.
   *
   * @param clientGone called if the client leaves before, or {@code null}
   */
  record Later(CompletionStage<Answer> stage, @Nullable Runnable clientGone) implements Answer {
    boolean isKnown() {
      return stage.toCompletableFuture().isDone();
    }
  }

  /**
   * A file to save.
   *
   * @param size its bytes, or -1 when unknown
   * @param bytes opened once, read as fast as the client takes them, and closed
   */
  record Download(String name, @Nullable String mimeType, long size, Opening bytes)
      implements Answer {}

  /**
   * A stream of server-sent events.
   *
   * @param endsWithClient whether it ends as soon as the client closes its connection, or its side
   *     of it, not only when something cannot be sent
   * @param source is handed the open stream
   */
  record Events(boolean endsWithClient, EventSource source) implements Answer {}

  /** Opens a stream of bytes. */
  @FunctionalInterface
  interface Opening {
    InputStream open() throws IOException;
  }

  /** Feeds a stream of server-sent events; must not block. */
  @FunctionalInterface
  interface EventSource {
    void feed(SseStream stream);
  }
}

package io.millrace.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
    return new Later(stage);
  }

  /** What several endpoints answer when all went well. */
  record Result(String result) {}

  /** A value that is written as JSON. */
  record Body(int status, Object body) implements Answer {}

  /** A status alone. */
  record Empty(int status) implements Answer {}

  /** A text of another type than JSON. */
  record Text(int status, String contentType, String text) implements Answer {}

  /** An answer that is not known yet; no thread waits for it. */
  record Later(CompletionStage<Answer> stage) implements Answer {}

  /**
   * A file to save.
   *
   * @param size its bytes, or -1 when unknown
   */
  record Download(String name, @Nullable String mimeType, long size, Content content)
      implements Answer {}

  /** A stream of server-sent events; {@code source} is handed the open stream. */
  record Events(EventSource source) implements Answer {}

  /** Writes the bytes of a download. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;

    /** Returns what copies a stream and closes it. */
    static Content of(Opening opening) {
      return out -> {
        try (InputStream in = opening.open()) {
          in.transferTo(out);
        }
      };
    }
  }

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

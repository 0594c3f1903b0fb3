package io.millrace.datasource.drive;

import com.google.common.collect.ImmutableListMultimap;
import io.millrace.http.HttpReply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** An answer that is no success, read already, so that its text can be looked at more than once. */
final class ErrorReply implements HttpReply {
  private static final int MAX = 64 << 10;

  private final HttpReply reply;
  private final byte[] body;

  private ErrorReply(HttpReply reply, byte[] body) {
    this.reply = reply;
    this.body = body;
  }

  /**
   * Returns a success as it is, anything else with its text in memory, cut off where it is long.
   */
  static HttpReply buffered(HttpReply reply) throws IOException {
    if (reply.ok()) {
      return reply;
    }
    try (reply) {
      return new ErrorReply(reply, reply.body().readNBytes(MAX));
    }
  }

  @Override
  public int status() {
    return reply.status();
  }

  @Override
  public URI uri() {
    return reply.uri();
  }

  @Override
  public ImmutableListMultimap<String, String> headers() {
    return reply.headers();
  }

  @Override
  public String protocol() {
    return reply.protocol();
  }

  @Override
  public long contentLength() {
    return body.length;
  }

  /** Returns the text from its beginning, each time. */
  @Override
  public InputStream body() {
    return new ByteArrayInputStream(body);
  }

  @Override
  public void close() {
    reply.close();
  }
}

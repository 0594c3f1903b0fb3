package io.millrace.datasource.drive;

import com.google.common.collect.ImmutableListMultimap;
import io.millrace.http.HttpReply;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Answers that are not what the server sent. */
public final class Faults {
  private Faults() {}

  /** The connection breaks after so many bytes of the body. */
  public static HttpReply breakingAfter(HttpReply reply, int bytes) {
    return with(
        reply,
        reply.status(),
        new FilterInputStream(reply.body()) {
          private int left = bytes;

          @Override
          public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
              throw new IOException("Connection reset");
            }
            int n = super.read(into, offset, Math.min(length, left));
            left -= Math.max(n, 0);
            return n;
          }
        });
  }

  /** The body comes one byte at a time. */
  public static HttpReply dropByDrop(HttpReply reply) {
    return with(
        reply,
        reply.status(),
        new FilterInputStream(reply.body()) {
          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return super.read(into, offset, Math.min(length, 1));
          }
        });
  }

  /** The server answers a status and nothing else. */
  public static HttpReply status(HttpReply reply, int status) {
    return with(reply, status, InputStream.nullInputStream());
  }

  /** The server answers a status with a text. */
  public static HttpReply answer(HttpReply reply, int status, String text) {
    return with(reply, status, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** One bit of the body is another. */
  public static HttpReply flipped(HttpReply reply) {
    return with(
        reply,
        reply.status(),
        new FilterInputStream(reply.body()) {
          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            int n = super.read(into, offset, length);
            if (n > 0) {
              into[offset] ^= 1;
            }
            return n;
          }
        });
  }

  private static HttpReply with(HttpReply reply, int status, InputStream body) {
    return new HttpReply() {
      @Override
      public int status() {
        return status;
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
        return reply.contentLength();
      }

      @Override
      public InputStream body() {
        return body;
      }

      @Override
      public void close() {
        reply.close();
      }
    };
  }
}

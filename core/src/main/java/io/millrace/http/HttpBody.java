package io.millrace.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a call sends. Written as it is sent, and written again where a redirect asks for it.
 *
 * @since 0.1
 */
public interface HttpBody {

  /** Returns the value of the {@code Content-Type} header, or {@code null} to send none. */
  @Nullable String contentType();

  /** Returns how many bytes {@link #writeTo} writes, or -1 when that is not known. */
  long length();

  /** Writes the bytes; leaves {@code out} open. */
  void writeTo(OutputStream out) throws IOException;

  /** Returns a body of bytes in memory. */
  static HttpBody of(@Nullable String contentType, byte[] bytes) {
    requireNonNull(bytes, "bytes");
    return new HttpBody() {
      @Override
      public @Nullable String contentType() {
        return contentType;
      }

      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
      }
    };
  }

  /** Returns a body of text in UTF-8. */
  static HttpBody of(@Nullable String contentType, String text) {
    return of(contentType, text.getBytes(StandardCharsets.UTF_8));
  }
}
